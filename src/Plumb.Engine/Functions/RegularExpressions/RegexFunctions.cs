using System.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>
/// <c>regex</c> and <c>regexall</c>. The pattern decides the type of a match: a string where it has no groups, a tuple of
/// strings where they have no names, an object where they have; a group that took no part is null. Of groups with the
/// same name the last one counts.
/// </summary>
internal static class RegexFunctions
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new Parameter("pattern", DataType.String) { Description = "A regular expression in RE2's syntax." },
        new Parameter("string", DataType.String) { Description = "The text to look at." },
    ];

    internal static Function CreateRegex(PatternCache patterns) => new()
    {
        Name = "regex",
        Description = "Gives the first match of a regular expression in the text, or its groups where it has any; it is an error if there is none.",
        Parameters = Parameters,
        ReturnType = call => TypeOfMatch(call, patterns),
        RefineResult = Function.NeverNull,
        Body = call => MatchFirst(call, patterns),
    };

    internal static Function CreateRegexAll(PatternCache patterns) => new()
    {
        Name = "regexall",
        Description = "Gives a list of all matches of a regular expression in the text, or of their groups where it has any.",
        Parameters = Parameters,
        ReturnType = call => DataType.List(TypeOfMatch(call, patterns)),
        RefineResult = Function.NeverNull,
        Body = call => MatchAll(call, patterns),
    };

    private static DataType TypeOfMatch(FunctionCall call, PatternCache patterns)
    {
        if (!call[0].IsKnown) return DataType.Dynamic;
        if (!patterns.TryGet(call.TextAt(0), out var pattern, out var error)) return call.FailType(0, $"the regular expression is not valid: {error}");
        var groups = pattern.GroupNames.Skip(1).ToList();
        var named = groups.OfType<string>().ToList();
        if (groups.Count == 0) return DataType.String;
        if (named.Count == 0) return DataType.Tuple([.. groups.Select(_ => DataType.String)]);
        return named.Count == groups.Count
            ? DataType.Object(named.Distinct().Select(name => KeyValuePair.Create<string, DataType>(name, DataType.String)))
            : call.FailType(0, "the regular expression must name either all of its groups or none");
    }

    private static Value MatchFirst(FunctionCall call, PatternCache patterns)
    {
        if (!patterns.TryGet(call.TextAt(0), out var pattern, out _)) throw new UnreachableException();
        var text = call.TextAt(1);
        return pattern.Find(text) is { } match
            ? ValueOf(match, text, pattern, call.ReturnType)
            : call.Fail("the regular expression matches no part of the text");
    }

    private static ListValue MatchAll(FunctionCall call, PatternCache patterns)
    {
        if (!patterns.TryGet(call.TextAt(0), out var pattern, out _)) throw new UnreachableException();
        var text = call.TextAt(1);
        var type = ((ListType)call.ReturnType).Element;
        return Value.List(type, [.. pattern.FindAll(text).Select(match => ValueOf(match, text, pattern, type))]);
    }

    private static Value ValueOf(int[] match, string text, RegularExpression pattern, DataType type)
    {
        var groups = Enumerable.Range(1, pattern.GroupNames.Count - 1);
        return type switch
        {
            TupleType tuple => TupleValue.OfType(tuple, [.. groups.Select(Group)]),
            ObjectType => Value.Object(groups.Select(g => KeyValuePair.Create(pattern.GroupNames[g] ?? throw new UnreachableException(), Group(g)))),
            _ => Group(0),
        };

        Value Group(int group) => match[group * 2] < 0
            ? Value.Null(DataType.String)
            : Value.String(text[match[group * 2]..match[group * 2 + 1]]);
    }
}
