using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating;

/// <summary>What a template file may know of itself: <c>ansible_managed</c>, <c>template_path</c> and so on.</summary>
public static class TemplateFileVariables
{
    /// <param name="settings">The run's settings.</param>
    /// <param name="path">The path as the task names it.</param>
    /// <param name="fullPath">Where it was found.</param>
    /// <param name="destination">Where the result goes, or null.</param>
    /// <param name="others">Variables for this file alone, or null.</param>
    public static PyDict Of(TemplarSettings settings, string path, string fullPath, string? destination, IPyMapping? others = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var file = settings.Files.Find(fullPath);
        var owner = settings.Files.OwnerOf(fullPath);
        var zone = settings.Time.LocalTimeZone;
        var modified = PythonMoment.FromInstant(file?.Modified ?? DateTimeOffset.UnixEpoch, zone);
        var managed = settings.ManagedText
            .Replace("{host}", settings.Processes.HostName, StringComparison.Ordinal)
            .Replace("{uid}", owner, StringComparison.Ordinal)
            .Replace("{file}", path, StringComparison.Ordinal);

        var variables = new PyDict
        {
            ["template_host"] = settings.Processes.HostName,
            ["template_path"] = path,
            ["template_mtime"] = modified.Clock,
            ["template_uid"] = owner,
            ["template_run_date"] = PythonMoment.FromInstant(settings.Time.GetUtcNow(), zone).Clock,
            ["template_destpath"] = destination,
            ["template_fullpath"] = fullPath,
            ["ansible_managed"] = PythonStrftime.Format(managed, modified),
        };
        if (others is not null) variables.Update(others);
        return variables;
    }

    /// <summary>Where templates that a template file includes are looked for.</summary>
    public static IReadOnlyList<string> SearchPaths(TemplateVariables variables, string fullPath)
    {
        ArgumentNullException.ThrowIfNull(variables);
        List<string> paths = [];
        if (variables.TryGet("ansible_search_path", out var value) && value is IPySequence directories)
            paths.AddRange(directories.SelectMany(d => new[] { PosixPath.Join(PyText.Str(d), "templates"), PyText.Str(d) }));
        paths.Add(PosixPath.DirectoryName(fullPath));
        return paths;
    }
}
