namespace Plumb.Engine.Functions.Strings;

/// <summary>How long a text may grow that a short argument asks for, so that a slip does not exhaust the memory.</summary>
internal static class TextLimits
{
    internal const int MaxLength = 1 << 28;

    internal const string Describe = "the text would become longer than 268435456 characters";
}
