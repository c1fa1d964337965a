private import Training

/// The style and the script of a page, and the policy that allows these two and nothing else.
enum PageAssets {
  /// `Content-Security-Policy` (W3C, level 3): nothing is loaded, and of what stands in the page only what has these
  /// digests is used.
  static let policy =
    "default-src 'none'; style-src '\(source(style))'; script-src '\(source(script))'; base-uri 'none'; "
    + "form-action 'none'"

  /// The style with its twelve shades of the confusion matrix.
  static let style: HTML = HTML(trusted: rules) + (1...12).map(shade).joined()

  private static func shade(_ level: Int) -> HTML {
    """
    .r\(level){background:color-mix(in srgb,var(--right) \(4 + 8 * level)%,var(--paper))}
    .w\(level){background:color-mix(in srgb,var(--wrong) \(4 + 8 * level)%,var(--paper))}

    """
  }

  /// Columns are sorted by buttons that exist only where scripts run.
  static let script = HTML(
    trusted: """
      for(const table of document.querySelectorAll('table.sortable')){
      const body=table.tBodies[0],heads=[...table.tHead.rows[0].cells];
      const key=(row,i)=>{const c=row.cells[i];return 'v' in c.dataset?Number(c.dataset.v):c.textContent};
      heads.forEach((head,i)=>{
      const button=document.createElement('button');
      button.type='button';button.textContent=head.textContent;head.replaceChildren(button);
      button.addEventListener('click',()=>{
      const old=head.getAttribute('aria-sort'),rows=[...body.rows];
      const number=rows.length>0&&typeof key(rows[0],i)==='number';
      const down=old?old==='ascending':number;
      rows.sort((a,b)=>{const x=key(a,i),y=key(b,i),o=number?x-y:x.localeCompare(y);return down?-o:o});
      heads.forEach(h=>h.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort',down?'descending':'ascending');
      body.append(...rows)})})}
      """)

  private static func source(_ content: HTML) -> String {
    var digest = SHA256()
    var text = content.markup
    text.withUTF8 { digest.update(UnsafeRawBufferPointer($0)) }
    return "sha256-" + Base64.text(hexadecimal: digest.finish())
  }
}

/// Base64 (RFC 4648, section 4).
enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

  /// The bytes that hexadecimal digits stand for, in Base64.
  static func text(hexadecimal: String) -> String {
    let bits = hexadecimal.compactMap(\.hexDigitValue).flatMap { digit in (0..<4).map { digit >> (3 - $0) & 1 } }
    let sextets = stride(from: 0, to: bits.count, by: 6).map { start in
      (start..<start + 6).reduce(0) { $0 << 1 | ($1 < bits.count ? bits[$1] : 0) }
    }
    let padding = String(repeating: "=", count: (4 - sextets.count % 4) % 4)
    return String(sextets.map { digits[$0] }) + padding
  }
}
