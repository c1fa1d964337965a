'use strict';
/** What a .vsix has besides the extension's files (Open Packaging Conventions, and VS Code's gallery). */

const TYPES = {
  '.js': 'application/javascript', '.json': 'application/json', '.md': 'text/markdown', '.png': 'image/png',
  '.vsixmanifest': 'text/xml', '.svg': 'image/svg+xml', '.safetensors': 'application/octet-stream',
  '.jsonl': 'application/octet-stream', '.txt': 'text/plain',
};

const escaped = (text) =>
  String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** `names` are the archive's; those without an ending are named one by one. */
function contentTypes(names) {
  const endings = new Set();
  const overrides = [];
  for (const name of names) {
    const ending = /[^/](\.[^./]+)$/.exec(name)?.[1].toLowerCase();
    if (ending && TYPES[ending]) endings.add(ending);
    else overrides.push(name);
  }
  const lines = [
    ...[...endings].sort().map((ending) => `<Default Extension="${ending}" ContentType="${TYPES[ending]}"/>`),
    ...overrides.map((name) => `<Override PartName="/${escaped(name)}" ContentType="application/octet-stream"/>`),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${lines.join('\n')}
</Types>
`;
}

/** @param {any} manifest package.json  @param {string | undefined} target such as linux-x64; none for everywhere */
function vsixManifest(manifest, target) {
  const platform = target ? ` TargetPlatform="${escaped(target)}"` : '';
  const property = (id, value) => `<Property Id="Microsoft.VisualStudio.${id}" Value="${escaped(value)}"/>`;
  const asset = (type, path) =>
    `<Asset Type="Microsoft.VisualStudio.${type}" Path="extension/${path}" Addressable="true"/>`;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
<Metadata>
<Identity Language="en-US" Id="${escaped(manifest.name)}" Version="${manifest.version}" Publisher="${escaped(manifest.publisher)}"${platform}/>
<DisplayName>${escaped(manifest.displayName)}</DisplayName>
<Description xml:space="preserve">${escaped(manifest.description)}</Description>
<Tags>${escaped(manifest.keywords.join(','))}</Tags>
<Categories>${escaped(manifest.categories.join(','))}</Categories>
<GalleryFlags>Public</GalleryFlags>
<License>extension/LICENSE</License>
<Icon>extension/${escaped(manifest.icon)}</Icon>
<Properties>
${property('Code.Engine', manifest.engines.vscode)}
${property('Code.ExtensionDependencies', '')}
${property('Code.ExtensionPack', '')}
${property('Code.ExtensionKind', manifest.extensionKind.join(','))}
${property('Code.LocalizedLanguages', '')}
${property('Services.GitHubFlavoredMarkdown', 'true')}
${property('Services.Branding.Color', manifest.galleryBanner.color)}
${property('Services.Branding.Theme', manifest.galleryBanner.theme)}
</Properties>
</Metadata>
<Installation>
<InstallationTarget Id="Microsoft.VisualStudio.Code"/>
</Installation>
<Dependencies/>
<Assets>
${asset('Code.Manifest', 'package.json')}
${asset('Services.Content.Details', 'README.md')}
${asset('Services.Content.Changelog', 'CHANGELOG.md')}
${asset('Services.Content.License', 'LICENSE')}
${asset('Services.Icons.Default', escaped(manifest.icon))}
</Assets>
</PackageManifest>
`;
}

module.exports = { contentTypes, vsixManifest };
