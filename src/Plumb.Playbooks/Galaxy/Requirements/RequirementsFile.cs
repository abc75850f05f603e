using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Operations.Data;
using Plumb.Playbooks.Galaxy.Collections;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Galaxy.Requirements;

/// <summary>
/// Reads a file of requirements: a mapping with roles and collections, or the list of roles that older files are. Roles may
/// include other files.
/// </summary>
public sealed class RequirementsFile
{
    private const int MaxIncludes = 64;

    private readonly List<RoleRequirement> _roles = [];
    private readonly List<CollectionRequirement> _collections = [];
    private readonly DiagnosticBag _diagnostics;
    private int _files;

    private RequirementsFile(DiagnosticBag diagnostics) => _diagnostics = diagnostics;

    public IReadOnlyList<RoleRequirement> Roles => _roles;

    public IReadOnlyList<CollectionRequirement> Collections => _collections;

    public static RequirementsFile Read(string path, DiagnosticBag diagnostics)
    {
        var requirements = new RequirementsFile(diagnostics);
        requirements.ReadFile(path, GalaxyRules.Missing, null);
        return requirements;
    }

    /// <summary>The requirements of a list of roles, such as a role's dependencies.</summary>
    public static IReadOnlyList<RoleRequirement> ReadRoles(YamlNode node, string folder, DiagnosticBag diagnostics)
    {
        var requirements = new RequirementsFile(diagnostics);
        requirements.ReadRoleList(node, folder);
        return requirements.Roles;
    }

    private void ReadFile(string path, DiagnosticRule rule, SourceSpan? from)
    {
        if (++_files > MaxIncludes)
        {
            _diagnostics.Add(GalaxyRules.Include, from, $"Requirements include more than {MaxIncludes} files, or each other in a circle.");
            return;
        }
        if (ReadText(path, rule, from) is not { } text || YamlReader.ReadDocument(new SourceFile(path, text), _diagnostics) is not { } document) return;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        switch (document)
        {
            case YamlSequence:
                ReadRoleList(document, folder);
                break;
            case YamlMapping mapping:
                ReadMapping(mapping, folder);
                break;
            default:
                _diagnostics.Add(GalaxyRules.Shape, document.Span, $"{path} holds no requirements: a mapping with \"roles\" or \"collections\" is expected, or a list of roles.");
                break;
        }
    }

    private string? ReadText(string path, DiagnosticRule rule, SourceSpan? from)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _diagnostics.Add(rule, from, e is FileNotFoundException or DirectoryNotFoundException ? $"The requirements file '{path}' does not exist." : $"{path}: {e.Message}");
            return null;
        }
    }

    private void ReadMapping(YamlMapping mapping, string folder)
    {
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key is YamlScalar { Text: "roles" }) ReadRoleList(entry.Value, folder);
            else if (entry.Key is YamlScalar { Text: "collections" }) ReadCollectionList(entry.Value, folder);
            else _diagnostics.Add(GalaxyRules.Shape, entry.Key.Span, $"Expecting only 'roles' and/or 'collections' as base keys in the requirements file. Found: {entry.Key.Span.Text}");
        }
    }

    private void ReadRoleList(YamlNode node, string folder)
    {
        foreach (var item in Items(node))
        {
            if (item is YamlMapping mapping && mapping.Find("include") is { } include) ReadFile(Path.GetFullPath(include.Span.Text.Trim('"', '\''), folder), GalaxyRules.Include, include.Span);
            else if (ReadRole(item) is { } role) _roles.Add(role);
            else _diagnostics.Add(GalaxyRules.Entry, item.Span, "Must specify name or src for role: text \"source,version,name\", or a mapping with src, name, version and scm.");
        }
    }

    private RoleRequirement? ReadRole(YamlNode item)
    {
        if (item is YamlScalar scalar) return RoleRequirement.Parse(scalar.Text);
        if (YamlData.Read(item, _diagnostics) is not MapData map) return null;
        var (name, source) = (Text(map, "name"), Text(map, "src"));
        var role = Text(map, "role");
        if (source is null && role is not null && role.Contains(',', StringComparison.Ordinal)) return RoleRequirement.Parse(role);
        source ??= role ?? name;
        return source is null ? null : RoleRequirement.Of(name, source, Text(map, "version"), Text(map, "scm"));
    }

    private void ReadCollectionList(YamlNode node, string folder)
    {
        foreach (var item in Items(node))
        {
            var map = YamlData.Read(item, _diagnostics) switch
            {
                TextData text => new MapBuilder { { "name", text } }.Build(),
                MapData written => written,
                _ => MapData.Empty,
            };
            if (ReadCollection(map, folder) is { } collection)
            {
                _collections.Add(collection);
                if (collection.Kind == CollectionSourceKind.Galaxy && VersionRange.Parse(collection.Version) is null)
                    _diagnostics.Add(GalaxyRules.Version, item.Span, $"\"{collection.Version}\" is no range of versions, such as \">=1.0.0,<2.0.0\".");
            }
            else _diagnostics.Add(GalaxyRules.Entry, item.Span, "A collection needs a name of the form namespace.collection, a path, an address or a repository as \"name\" or \"source\".");
        }
    }

    private static CollectionRequirement? ReadCollection(MapData map, string folder)
    {
        var (name, source, version) = (Text(map, "name"), Text(map, "source"), Text(map, "version"));
        bool Exists(string path) => Path.Exists(Path.GetFullPath(path, folder));
        switch (Text(map, "type"))
        {
            case "git" when (name ?? source) is { } text: return CollectionRequirement.FromSource(CollectionSourceKind.Git, text, version);
            case "url" when (name ?? source) is { } text: return CollectionRequirement.FromSource(CollectionSourceKind.Address, text, version);
            case "file" or "dir" when (source ?? name) is { } text: return new(CollectionSourceKind.Path, Path.GetFullPath(text, folder)) { Version = version ?? "*" };
            case "subdirs" when (source ?? name) is { } text: return new(CollectionSourceKind.Subfolders, Path.GetFullPath(text, folder)) { Version = version ?? "*" };
            case null or "galaxy" when name is not null:
                if (CollectionRequirement.Parse(name, Exists) is not { } parsed) return null;
                if (parsed.Kind == CollectionSourceKind.Path) parsed = parsed with { Source = Path.GetFullPath(parsed.Source, folder) };
                return parsed with { Version = version ?? parsed.Version, Server = source, Signatures = [.. map.Items("signatures").OfType<TextData>().Select(s => s.Value)] };
            default: return null;
        }
    }

    private IReadOnlyList<YamlNode> Items(YamlNode node)
    {
        if (node is YamlSequence sequence) return sequence.Items;
        if (node is not YamlScalar { Text: "" or "null" or "~" }) _diagnostics.Add(GalaxyRules.Shape, node.Span, "A list is expected here.");
        return [];
    }

    private static string? Text(MapData map, string key) => map[key] is { } value and not NullData ? PythonText.Str(value) : null;
}
