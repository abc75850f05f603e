namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>Why a pattern is not one: a sentence without its stop, with the part of the pattern that is at fault.</summary>
internal sealed record RegexSyntaxError(string Message, string Fragment)
{
    public override string ToString() => Fragment.Length == 0 ? Message : $"{Message}: {Fragment}";
}
