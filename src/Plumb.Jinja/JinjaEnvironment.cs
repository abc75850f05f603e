using System.Collections.Concurrent;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Compiling;
using Plumb.Jinja.Filters;
using Plumb.Jinja.Globals;
using Plumb.Jinja.Parsing;
using Plumb.Jinja.Tests;
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
    /// <summary>What was loaded before. A copy of the environment shares it, so what is found is checked to be of this one.</summary>
    private readonly ConcurrentDictionary<string, (string Source, JinjaTemplate Template)> loaded = new();

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

    /// <summary>The filters by name, those of the language unless set; any read-only dictionary, also one that looks further when asked.</summary>
    public IReadOnlyDictionary<string, JinjaFilter> Filters { get; init; } = BuiltinFilters.All;

    public IReadOnlyDictionary<string, JinjaTest> Tests { get; init; } = BuiltinTests.All;

    /// <summary>The fault of a template that names a filter or test which is not there, by the name; where it is null, that of Jinja, for which the branches that are never taken may name what they like.</summary>
    public Func<string, JinjaException>? Unknown { get; init; }

    /// <summary>Variables that every template has, unless the rendering gives others of the name.</summary>
    public IReadOnlyDictionary<string, object?> Globals { get; init; } = BuiltinGlobals.All;

    public TemplateLoader? Loader { get; init; }

    /// <summary>Applied to every value that is printed.</summary>
    public Func<object?, object?>? Finalize { get; init; }

    /// <summary>Joins the printed pieces of a native rendering, of the whole and of each macro and captured block; as Jinja does if null.</summary>
    public Func<IReadOnlyList<object?>, object?>? Concatenate { get; init; }

    public JinjaLimits Limits { get; init; } = new();

    /// <summary>Where <c>random</c> and <c>lipsum</c> take their choices from.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>Reads and checks a template. A <see cref="JinjaException"/> tells what is wrong with it.</summary>
    public JinjaTemplate Compile(string source, string? name = null)
    {
        var program = StackGuard.Run(() => TemplateCompiler.Compile(this, name, Parser.ParseTemplate(this, source, name)));
        return new JinjaTemplate(this, name, program);
    }

    /// <summary>The names that a template reads of what is given to it; those of functions that are always there are left out.</summary>
    public TemplateNames NamesIn(string source)
    {
        var names = TemplateNames.Of(StackGuard.Run(() => Parser.ParseTemplate(this, source, null)));
        return names with { Read = names.Read.Where(n => !Globals.ContainsKey(n)).ToHashSet(StringComparer.Ordinal) };
    }

    /// <summary>Reads an expression, such as a condition, without marks around it.</summary>
    public JinjaExpression CompileExpression(string source)
    {
        var (expression, slots) = StackGuard.Run(() => TemplateCompiler.Compile(this, Parser.ParseExpression(this, source)));
        return new JinjaExpression(this, expression, slots);
    }

    /// <summary>The template of a name, compiled again only if its source changed; null if there is none.</summary>
    internal JinjaTemplate? Load(string name, string? parent)
    {
        if (Loader?.Invoke(name, parent) is not { } source) return null;
        if (loaded.TryGetValue(name, out var known) && known.Source == source && ReferenceEquals(known.Template.Environment, this)) return known.Template;
        var template = Compile(source, name);
        loaded[name] = (source, template);
        return template;
    }
}
