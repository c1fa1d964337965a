private import Figures

/// What the run was told to do, and with what data.
struct ConfigurationSection {
  let configuration: RunConfiguration

  var html: HTML {
    HTML.section("configuration", "Data and configuration", data + HTML.details("Configuration", keys))
  }

  private var data: HTML {
    guard !configuration.data.isEmpty else { return "" }
    let rows = configuration.data.map { file -> HTML in
      [
        HTML.rowHeader(file.name), HTML.cell(file.role),
        HTML.number(NumberText.grouped(file.snippets), sortedBy: Double(file.snippets)),
        HTML.number(NumberText.grouped(file.bytes), sortedBy: Double(file.bytes)),
        "<td class=\"digest\">\(String(file.sha256.prefix(16)))…</td>" as HTML,
      ].joined()
    }
    return HTML.table(
      "Data", columns: ["file", "used for", .number("snippets"), .number("bytes"), "SHA-256"], rows: rows)
  }

  private var keys: HTML {
    let rows = configuration.values.map { [HTML.rowHeader($0.key), HTML.cell($0.value)].joined() }
    return HTML.table("Configuration", columns: ["key", "value"], rows: rows)
  }
}
