using System.Globalization;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Operations.Data;
using Plumb.Packages;
using Plumb.Playbooks.Galaxy.Requirements;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Galaxy.Roles;

/// <summary>A role in a folder of roles.</summary>
public sealed class InstalledRole(string name, string folder)
{
    private static readonly string[] MainFiles = [Path.Combine("meta", "main.yml"), Path.Combine("meta", "main.yaml")];
    private static readonly string[] RequirementFiles = [Path.Combine("meta", "requirements.yml"), Path.Combine("meta", "requirements.yaml")];

    private string RecordFile => Path.Combine(folder, "meta", ".galaxy_install_info");

    public string Name => name;

    public string Folder => folder;

    /// <summary>Whether it came from an installation, which leaves a record.</summary>
    public bool HasRecord => File.Exists(RecordFile);

    public bool HasMetadata => MainFiles.Any(f => File.Exists(Path.Combine(folder, f)));

    /// <summary>The first folder of the paths that holds the role; null where none does.</summary>
    public static InstalledRole? Find(string name, IEnumerable<string> paths) =>
        paths.Select(p => new InstalledRole(name, Path.Combine(p, name))).FirstOrDefault(r => Directory.Exists(r.Folder));

    public static IEnumerable<InstalledRole> List(string path) =>
        Directory.EnumerateDirectories(path).Select(f => new InstalledRole(Path.GetFileName(f), f)).Where(r => r.HasMetadata).OrderBy(r => r.Name, StringComparer.Ordinal);

    public string? Version => Record["version"] is { } version and not NullData ? PythonText.Str(version) : null;

    public MapData Record => Read(RecordFile) is { } node && YamlData.Read(node, new DiagnosticBag()) is MapData map ? map : MapData.Empty;

    public MapData Metadata => MainFiles.Select(f => Read(Path.Combine(folder, f))).FirstOrDefault(n => n is not null) is { } node && YamlData.Read(node, new DiagnosticBag()) is MapData map ? map : MapData.Empty;

    public void WriteRecord(string? version, DateTimeOffset now)
    {
        Directory.CreateDirectory(Path.Combine(folder, "meta"));
        File.WriteAllText(RecordFile, $"install_date: {now.UtcDateTime.ToString("ddd MMM dd HH:mm:ss yyyy", CultureInfo.InvariantCulture)}\nversion: {Quoted(version)}\n");
    }

    /// <summary>What the role needs besides itself: the dependencies of its metadata, and its file of requirements.</summary>
    public IReadOnlyList<RoleRequirement> Dependencies(DiagnosticBag diagnostics)
    {
        var found = new List<RoleRequirement>();
        foreach (var file in MainFiles.Select(f => Path.Combine(folder, f)))
        {
            if (Read(file) is YamlMapping mapping && mapping.Find("dependencies") is YamlSequence list) found.AddRange(RequirementsFile.ReadRoles(list, folder, diagnostics));
        }
        foreach (var file in RequirementFiles.Select(f => Path.Combine(folder, f)).Where(File.Exists))
        {
            found.AddRange(RequirementsFile.Read(file, diagnostics).Roles);
        }
        return found;
    }

    public void Remove() => DirectoryCopy.Remove(folder);

    /// <summary>A number that is not quoted would be read as one, and 1.10 is not 1.1.</summary>
    private static string Quoted(string? version) => version switch
    {
        null or "" => "null",
        _ when version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/') && char.IsAsciiLetter(version[0]) => version,
        _ => $"'{version.Replace("'", "''", StringComparison.Ordinal)}'",
    };

    private static YamlNode? Read(string path)
    {
        try
        {
            return File.Exists(path) ? YamlReader.ReadDocument(new SourceFile(path, File.ReadAllText(path)), new DiagnosticBag()) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
