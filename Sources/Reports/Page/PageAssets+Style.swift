extension PageAssets {
  /// Colours are chosen for a contrast of 4.5 and more to the paper, light and dark (WCAG 2.2, 1.4.3); curves differ by
  /// their dashes too.
  static let rules: StaticString = """
    :root{--paper:#fff;--ink:#111827;--soft:#4b5563;--line:#d1d5db;--faint:#f3f4f6;--a:#1d4ed8;--b:#c2410c;--c:#15803d;
    --right:#7dd3fc;--wrong:#f59e0b;color-scheme:light}
    @media (prefers-color-scheme:dark){:root{--paper:#14171c;--ink:#eceff4;--soft:#aab2bf;--line:#3a414c;--faint:#1e232b;
    --a:#8ab4ff;--b:#ffb27a;--c:#86e0a3;--right:#1d4ed8;--wrong:#b45309;color-scheme:dark}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;max-width:70rem;padding:1rem clamp(.75rem,3vw,2rem) 3rem;background:var(--paper);color:var(--ink);
    font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
    h1{margin:0 0 .5rem;font-size:1.9rem;line-height:1.2}
    h2{margin:2.5rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line);font-size:1.3rem}
    p{margin:.5rem 0;max-width:46rem}
    .kind{margin:0;color:var(--soft);font-size:.9rem}
    .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.6rem;margin:1rem 0}
    .figures div{padding:.5rem .75rem;background:var(--faint);border-radius:.5rem}
    dt{color:var(--soft);font-size:.85rem}
    dd{margin:0;font-size:1.2rem;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
    dd.long{font-size:1rem}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1rem 1.5rem}
    figure{margin:0}
    figcaption{font-weight:600;margin:.25rem 0}
    svg{display:block;width:100%;height:auto}
    svg text{fill:var(--soft);font-size:10px;font-variant-numeric:tabular-nums}
    .grid{stroke:var(--line);stroke-width:.6;fill:none}
    .axis{stroke:var(--soft);stroke-width:1;fill:none}
    .line{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
    .a{stroke:var(--a)}.b{stroke:var(--b);stroke-dasharray:5 3}.c{stroke:var(--c);stroke-dasharray:1.5 3}
    .mark{stroke:none}.mark.a{fill:var(--a)}.mark.b{fill:var(--b)}.mark.c{fill:var(--c)}
    .legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.25rem 0 0;padding:0;list-style:none;font-size:.9rem}
    .legend li{display:flex;align-items:center;gap:.4rem}
    .legend svg{width:1.5rem;flex:none}
    .reliability{max-width:26rem}
    .accuracy{fill:var(--a);opacity:.75}.gap{stroke:var(--b);stroke-width:.8}.hatch{stroke:var(--b);stroke-width:1.6}
    .count{fill:var(--soft)}.diagonal{stroke:var(--ink);stroke-width:1;stroke-dasharray:4 3;fill:none}
    .scroll{overflow:auto;max-height:36rem;margin:.75rem 0;border:1px solid var(--line);border-radius:.5rem}
    :focus-visible{outline:2px solid var(--a);outline-offset:2px}
    table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
    caption{padding:.4rem .6rem;color:var(--soft);font-size:.85rem;text-align:left}
    th,td{padding:.3rem .6rem;text-align:left;border-top:1px solid var(--line)}
    thead th{position:sticky;top:0;z-index:1;background:var(--faint);white-space:nowrap}
    tbody th{font-weight:500}
    .n{text-align:right}
    .scroll:has(>.matrix){max-height:none}
    th button{all:unset;cursor:pointer;font:inherit;font-weight:600;text-decoration:underline dotted}
    th button:focus-visible{outline:2px solid var(--a)}
    th[aria-sort=ascending] button::after{content:" \\2191"}th[aria-sort=descending] button::after{content:" \\2193"}
    .bar{width:45%;min-width:4rem}.bar svg{height:.7rem}.track{fill:var(--line)}.fill{fill:var(--a)}
    .digest{font-family:ui-monospace,monospace;font-size:.8rem}
    .matrix{width:auto;font-size:.8rem}
    .matrix th,.matrix td{padding:.15rem .3rem;border:1px solid var(--line)}
    .matrix td{min-width:2.2rem;text-align:center}
    .matrix thead th{vertical-align:bottom}
    .matrix thead span{display:inline-block;padding:.4rem 0;writing-mode:vertical-rl;transform:rotate(180deg)}
    .matrix tbody th{position:sticky;left:0;background:var(--faint);white-space:nowrap}
    details{margin:.5rem 0}
    summary{cursor:pointer;padding:.3rem 0;font-weight:500}
    pre{margin:.25rem 0;padding:.6rem .75rem;overflow:auto;background:var(--faint);border-radius:.5rem;font-size:.85rem;
    line-height:1.4;tab-size:4}
    .example{margin:.5rem 0 1rem}.example figcaption{font-weight:400;color:var(--soft);font-size:.9rem}
    .cut{margin:0;color:var(--soft);font-size:.85rem}
    footer{margin-top:3rem;color:var(--soft);font-size:.85rem}
    @media print{.scroll{max-height:none;overflow:visible}}

    """
}
