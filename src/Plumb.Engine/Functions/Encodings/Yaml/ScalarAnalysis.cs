namespace Plumb.Engine.Functions.Encodings.Yaml;

/// <summary>What a string holds that restricts the styles it can be written in.</summary>
/// <param name="IsMultiline">It has line ends.</param>
/// <param name="AllowsBlock">It keeps its content as a literal block: no spaces before line ends or at the end, nothing unprintable.</param>
internal readonly record struct ScalarAnalysis(bool IsMultiline, bool AllowsBlock)
{
    internal static ScalarAnalysis Of(string text)
    {
        var (multiline, allowsBlock) = (false, text.Length > 0 && !text.EndsWith(' '));
        var afterSpace = false;
        foreach (var c in text.EnumerateRunes())
        {
            var isBreak = YamlCharacters.IsBreak(c);
            multiline |= isBreak;
            allowsBlock &= YamlCharacters.IsPrintable(c) && !(isBreak && afterSpace);
            afterSpace = c.Value == ' ';
        }
        return new ScalarAnalysis(multiline, allowsBlock);
    }
}
