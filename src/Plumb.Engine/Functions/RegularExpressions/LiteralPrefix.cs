using System.Text;

namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>The text with which every match of a pattern begins, so that a plain search can find the candidates.</summary>
internal static class LiteralPrefix
{
    /// <summary>The prefix; <paramref name="isWhole"/> says that the pattern is nothing more than it.</summary>
    internal static string Of(RegexNode node, out bool isWhole)
    {
        var text = new StringBuilder();
        isWhole = Append(node, text) && text.Length > 0;
        return text.ToString();
    }

    /// <summary>Whether the node was taken as a whole, so that more may follow.</summary>
    private static bool Append(RegexNode node, StringBuilder text)
    {
        switch (node)
        {
            case EmptyNode:
                return true;
            case LiteralNode { CodePoint: < 0xD800 or > 0xDFFF } literal:
                text.Append(char.ConvertFromUtf32(literal.CodePoint));
                return true;
            case CaptureNode capture:
                return Append(capture.Inner, text);
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                    if (!Append(item, text)) return false;
                return true;
            default:
                return false;
        }
    }
}
