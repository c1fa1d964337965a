// Made by Scripts/generate-languages from Sources/Languages/languages.json; change those.

extension LanguageTable {
  /// From TypeScript to Zig.
  static let part8: [Language] = [
    Language(
      id: "typescript", name: "TypeScript", preferredTag: "ts", aliases: ["typescript", "ts", "mts"],
      extensions: [".ts", ".cts", ".mts"], interpreters: ["bun", "deno", "ts-node", "tsx", "node"], primaryFor: [".ts"],
      lookAlikes: ["javascript", "jsx", "tsx"]),
    Language(id: "typst", name: "Typst", aliases: ["typst", "typ"], extensions: [".typ"], primaryFor: [".typ"]),
    Language(id: "v", name: "V", aliases: ["v", "vlang"], extensions: [".v"]),
    Language(id: "vala", name: "Vala", aliases: ["vala"], extensions: [".vala", ".vapi"]),
    Language(
      id: "vb", name: "Visual Basic .NET",
      aliases: ["vb", "visual basic", "vbnet", "vb .net", "vb.net", "visual-basic-.net", "visualbasic"],
      extensions: [".vb", ".vbhtml"], lookAlikes: ["vba"]),
    Language(
      id: "vba", name: "VBA", aliases: ["vba", "visual basic for applications", "vbs", "vb6", "vbscript"],
      extensions: [".bas", ".cls", ".frm", ".vba"], primaryFor: [".frm", ".vba"], lookAlikes: ["vb"]),
    Language(
      id: "verilog", name: "Verilog", aliases: ["verilog"], extensions: [".v", ".veo"], primaryFor: [".v"],
      lookAlikes: ["systemverilog"]),
    Language(
      id: "vhdl", name: "VHDL", aliases: ["vhdl"],
      extensions: [".vhdl", ".vhd", ".vhf", ".vhi", ".vho", ".vhs", ".vht", ".vhw"]),
    Language(
      id: "viml", name: "Vim script", preferredTag: "vim", aliases: ["viml", "vim", "nvim", "vimscript", "vim-script"],
      extensions: [".vim", ".vba", ".vimrc", ".vmb"],
      filenames: [".exrc", ".gvimrc", ".nvimrc", ".vimrc", "_vimrc", "gvimrc", "nvimrc", "vimrc"]),
    Language(
      id: "vue", name: "Vue", aliases: ["vue"], extensions: [".vue"],
      lookAlikes: ["astro", "erb", "handlebars", "html", "jinja", "liquid", "php", "svelte"]),
    Language(
      id: "wasm", name: "WebAssembly", preferredTag: "wat", aliases: ["wasm", "wast", "webassembly", "wat"],
      extensions: [".wast", ".wat"]),
    Language(id: "wgsl", name: "WGSL", aliases: ["wgsl"], extensions: [".wgsl"]),
    Language(
      id: "wolfram", name: "Wolfram Language",
      aliases: ["wolfram", "mathematica", "mma", "wolfram lang", "wl", "wolfram-language"],
      extensions: [".mathematica", ".cdf", ".m", ".ma", ".mt", ".nb", ".nbp", ".wl", ".wls", ".wlt"],
      interpreters: [
        "wolfram", "WolframKernel", "wolframscript", "math", "MathKernel", "MathematicaScript", "WolframNB",
        "Mathematica",
      ], primaryFor: [".nb"]),
    Language(id: "wren", name: "Wren", aliases: ["wren", "wrenlang"], extensions: [".wren"]),
    Language(
      id: "xml", name: "XML", aliases: ["xml", "rss", "xsd", "wsdl", "svg", "xaml", "plist"],
      extensions: [
        ".xml", ".adml", ".admx", ".ant", ".axaml", ".axml", ".builds", ".ccproj", ".ccxml", ".clixml", ".cproject",
        ".cscfg", ".csdef", ".csl", ".csproj", ".ct", ".depproj", ".dita", ".ditamap", ".ditaval", ".dll.config",
        ".dotsettings", ".filters", ".fsproj", ".fxml", ".glade", ".gml", ".gmx", ".gpx", ".grxml", ".gst", ".hzp",
        ".icls", ".iml", ".ivy", ".jelly", ".jsproj", ".kml", ".launch", ".mdpolicy", ".meta4", ".mjml", ".mm", ".mod",
        ".mojo", ".mxml", ".natvis", ".ncl", ".ndproj", ".nproj", ".nuspec", ".odd", ".osm", ".pkgproj", ".pluginspec",
        ".proj", ".props", ".ps1xml", ".psc1", ".pt", ".pubxml", ".qhelp", ".rbxmx", ".rdf", ".res", ".resx", ".rs",
        ".rss", ".sch", ".scxml", ".sfproj", ".shproj", ".slnx", ".srdf", ".storyboard", ".sublime-snippet", ".sw",
        ".targets", ".tml", ".ts", ".tsx", ".typ", ".ui", ".urdf", ".ux", ".vbproj", ".vcxproj", ".vsixmanifest",
        ".vssettings", ".vstemplate", ".vxml", ".wixproj", ".workflow", ".wsdl", ".wsf", ".wxi", ".wxl", ".wxs", ".x3d",
        ".xacro", ".xaml", ".xib", ".xlf", ".xliff", ".xmi", ".xml.dist", ".xmp", ".xproj", ".xsd", ".xspec", ".xul",
        ".zcml",
      ],
      filenames: [
        ".classpath", ".cproject", ".project", "App.config", "NuGet.config", "Settings.StyleCop", "Web.Debug.config",
        "Web.Release.config", "Web.config", "packages.config",
      ], primaryFor: [".workflow", ".ncl"], lookAlikes: ["html", "xslt"]),
    Language(
      id: "xquery", name: "XQuery", aliases: ["xquery"], extensions: [".xquery", ".xq", ".xql", ".xqm", ".xqy"]),
    Language(
      id: "xslt", name: "XSLT", aliases: ["xslt", "xsl"], extensions: [".xslt", ".xsl"], lookAlikes: ["html", "xml"]),
    Language(
      id: "yaml", name: "YAML", aliases: ["yaml", "yml"],
      extensions: [
        ".yml", ".mir", ".reek", ".rviz", ".sublime-syntax", ".syntax", ".yaml", ".yaml-tmlanguage", ".yaml.sed",
        ".yml.mysql",
      ],
      filenames: [
        ".clang-format", ".clang-tidy", ".clangd", ".eslintrc", ".gemrc", ".releaserc", "CITATION.cff", "glide.lock",
        "pixi.lock", "yarn.lock",
      ], lookAlikes: ["dotenv", "ini", "json", "properties", "toml"]),
    Language(id: "zig", name: "Zig", aliases: ["zig"], extensions: [".zig", ".zig.zon"]),
  ]
}
