using Plumb.Jinja;

namespace Plumb.Playbooks.Templating;

/// <summary>How a template file is read: the options of the <c>template</c> module.</summary>
public sealed record TemplateFileOptions
{
    public JinjaDelimiters Delimiters { get; init; } = new();

    public bool TrimBlocks { get; init; } = true;

    public bool LstripBlocks { get; init; }

    /// <summary>What ends a line in the output: <c>\n</c>, <c>\r</c> or <c>\r\n</c>.</summary>
    public string NewlineSequence { get; init; } = "\n";

    /// <summary>Directories in which included templates are looked for, before the playbook's own.</summary>
    public IReadOnlyList<string> SearchPaths { get; init; } = [];

    /// <summary>Whether backslashes in quoted texts mean themselves; the module leaves them to Jinja.</summary>
    public bool EscapeBackslashes { get; init; }

    /// <summary>Whether text that looks like data becomes data; the module writes text.</summary>
    public bool ConvertData { get; init; }

    /// <summary>Whether a line end that the source ends with is kept.</summary>
    public bool PreserveTrailingNewlines { get; init; } = true;
}
