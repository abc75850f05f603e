using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>The first of several files that is there.</summary>
internal static class FirstFoundLookup
{
    public static readonly Lookup Definition = new("first_found", Run);

    private static IReadOnlyList<object?> Run(LookupCall call)
    {
        var (paths, skip) = Candidates(call, call.Terms);
        foreach (var candidate in paths)
        {
            if (candidate is not string path || path.Length == 0) continue;
            if (call.FindFile(call.Text("_subdir", "files") ?? "files", path, warn: false) is { } found) return [found];
        }

        return skip ? [] : throw TemplatingException.Lookup("No file was found when using first_found.");
    }

    private static (List<object?> Paths, bool Skip) Candidates(LookupCall call, IEnumerable<object?> terms)
    {
        List<object?> candidates = [];
        var skip = false;
        // The options say where to look even where no term is given.
        List<object?> given = [.. terms];
        if (given.Count == 0 && call.Options.Any(o => o.Key is "files" or "terms")) given.Add("");
        foreach (var term in given)
        {
            if (term is IPySequence inner)
            {
                (var partial, skip) = Candidates(call, inner);
                candidates.AddRange(partial);
                continue;
            }

            if (term is not (string or TemplateText or IPyMapping)) throw TemplatingException.Lookup($"Invalid term supplied, can handle string, mapping or list of strings but got: <class '{PyTypes.FullNameOf(term)}'> for {PyText.Str(term)}");
            var options = term is IPyMapping mapping ? Options(mapping) : call;
            skip = options.Flag("skip", false);
            Add(candidates, term, Parts(options.Option("files"), ',', ';'), Parts(options.Option("paths"), ',', ':', ';'));
        }

        return (candidates, skip);

        LookupCall Options(IPyMapping mapping) => call with { Options = [.. PyMappings.Entries(mapping).Select(e => KeyValuePair.Create(PyText.Str(e.Key), e.Value))] };
    }

    private static void Add(List<object?> candidates, object? term, List<string> files, List<string> paths)
    {
        if (paths.Count > 0)
        {
            candidates.AddRange(paths.SelectMany(path => files.Select(file => PosixPath.Join(path, file))));
        }
        else if (files.Count > 0)
        {
            // As in the peer, a list of files takes the place of what was named before it.
            candidates.Clear();
            candidates.AddRange(files);
        }
        else
        {
            candidates.Add(term);
        }
    }

    private static List<string> Parts(object? value, params char[] separators) => value switch
    {
        null => [],
        string text => [.. text.Split(separators)],
        _ => [.. PyValues.Iterate(value).SelectMany(part => Parts(part, separators))],
    };
}
