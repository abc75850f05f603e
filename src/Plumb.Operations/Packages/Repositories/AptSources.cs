using System.Text.RegularExpressions;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Packages.Repositories;

/// <summary>All lists of sources of a host in the style of one line each.</summary>
internal sealed partial class AptSources
{
    private const string Main = "/etc/apt/sources.list";
    private const string Folder = "/etc/apt/sources.list.d";

    private readonly OrderedDictionary<string, List<AptSource>> _files = new(StringComparer.Ordinal);

    public AptSources(IHostFiles files)
    {
        if (files.StatusOrNull(Main, follow: true)?.Kind == FileKind.File) Load(files, Main);
        foreach (var name in files.ListOrEmpty(Folder).Where(n => n.EndsWith(".list", StringComparison.Ordinal) && !n.StartsWith('.'))) Load(files, $"{Folder}/{name}");
    }

    /// <summary>The text of each file that has lines.</summary>
    public IReadOnlyDictionary<string, string> Render() => _files.Where(f => f.Value.Count > 0)
        .ToDictionary(f => f.Key, f => string.Concat(f.Value.Select(s => s.Render())), StringComparer.Ordinal);

    public bool Has(string source) => _files.Values.Any(f => f.Exists(s => s.IsValid && s.IsEnabled && s.Text == source));

    /// <summary>Switches a source on wherever it stands, or adds it to a file.</summary>
    public void Add(string source, string? fileName)
    {
        var isThere = false;
        foreach (var list in _files.Values)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (!list[i].IsValid || list[i].Text != source) continue;
                list[i] = list[i] with { IsEnabled = true };
                isThere = true;
            }
        }
        if (isThere) return;
        var path = fileName is null ? Main : fileName.Contains('/', StringComparison.Ordinal) ? fileName : $"{Folder}/{fileName}";
        if (!_files.TryGetValue(path, out var target)) _files[path] = target = [];
        target.Add(new AptSource(true, true, source, ""));
    }

    public void Remove(string source)
    {
        foreach (var list in _files.Values) list.RemoveAll(s => s.IsValid && s.IsEnabled && s.Text == source);
    }

    /// <summary>The file that a source goes to: named after its address, without what is secret in it.</summary>
    public static string FileNameFor(string source, string? wanted)
    {
        if (wanted is not null) return wanted + ".list";
        var plain = Scheme().Replace(Options().Replace(source, ""), "");
        var address = plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(w => w is not ("deb" or "deb-src")) ?? "";
        address = address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        return string.Join('_', NotAlphanumeric().Replace(address, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries)) + ".list";
    }

    private void Load(IHostFiles files, string path)
    {
        var text = files.ReadTextOrNull(path) ?? "";
        var lines = text.Split('\n');
        _files[path] = [.. lines.Take(text.EndsWith('\n') || text.Length == 0 ? lines.Length - 1 : lines.Length).Select(AptSource.Parse)];
    }

    [GeneratedRegex(@"\[[^\]]+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Options();

    [GeneratedRegex(@"\w+://", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex("[^a-zA-Z0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex NotAlphanumeric();
}
