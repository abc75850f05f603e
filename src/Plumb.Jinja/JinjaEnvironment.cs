using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Jinja;

/// <summary>Gives the source of a template that another (<paramref name="parent"/>) includes, imports or extends; null if there is none of that name.</summary>
public delegate string? TemplateLoader(string name, string? parent);

/// <summary>
/// The language that templates are written in: marks, treatment of white space, and the filters, tests and globals they
/// may use. Immutable; templates compiled under it may be rendered from many threads at once.
/// </summary>
public sealed record JinjaEnvironment
{
    public JinjaDelimiters Delimiters { get; init; } = new();

    /// <summary>Whether the line end behind a statement is dropped.</summary>
    public bool TrimBlocks { get; init; }

    /// <summary>Whether white space before a statement, back to the start of its line, is dropped.</summary>
    public bool LstripBlocks { get; init; }

    /// <summary>Whether the last line end of a template is kept.</summary>
    public bool KeepTrailingNewline { get; init; }

    /// <summary>What line ends become.</summary>
    public string NewlineSequence { get; init; } = "\n";

    public bool Autoescape { get; init; }

    public UndefinedKind Undefined { get; init; }

    public JinjaExtensions Extensions { get; init; }

    public IReadOnlyDictionary<string, JinjaFilter> Filters { get; init; } = new Dictionary<string, JinjaFilter>();

    public IReadOnlyDictionary<string, JinjaTest> Tests { get; init; } = new Dictionary<string, JinjaTest>();

    /// <summary>Variables that every template has, unless the rendering gives others of the name.</summary>
    public IReadOnlyDictionary<string, object?> Globals { get; init; } = new Dictionary<string, object?>();

    public TemplateLoader? Loader { get; init; }

    /// <summary>Applied to every value that is printed.</summary>
    public Func<object?, object?>? Finalize { get; init; }

    /// <summary>Joins the printed pieces of a native rendering, of the whole and of each macro and captured block.</summary>
    public Func<IReadOnlyList<object?>, object?>? Concatenate { get; init; }

    public JinjaLimits Limits { get; init; } = new();

    /// <summary>Reads and checks a template. A <see cref="JinjaException"/> tells what is wrong with it.</summary>
    public JinjaTemplate Compile(string source, string? name = null) => throw JinjaException.Runtime($"compiling comes with the next change ({NewlineSequence.Length})");

    /// <summary>Reads an expression, such as a condition, without marks around it.</summary>
    public JinjaExpression CompileExpression(string source) => throw JinjaException.Runtime($"compiling comes with the next change ({NewlineSequence.Length})");
}
