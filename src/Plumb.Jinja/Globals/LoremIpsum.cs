using System.Text;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Jinja.Values.Methods;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Globals;

/// <summary>Text without meaning, to fill a page with.</summary>
internal static class LoremIpsum
{
    private static readonly string[] Words =
    [
        "ad", "adipiscing", "aliquam", "amet", "ante", "arcu", "at", "auctor", "augue", "bibendum", "blandit", "commodo", "consectetuer",
        "cras", "cum", "cursus", "dapibus", "diam", "dictum", "dignissim", "dis", "dolor", "donec", "dui", "egestas", "eget", "elit", "erat",
        "est", "et", "etiam", "eu", "facilisi", "felis", "fermentum", "fusce", "gravida", "hac", "iaculis", "id", "in", "ipsum", "justo",
        "lacus", "laoreet", "lectus", "leo", "libero", "ligula", "lorem", "luctus", "magna", "massa", "mauris", "metus", "mi", "morbi", "nam",
        "nec", "neque", "nibh", "nisi", "non", "nulla", "nunc", "odio", "orci", "pede", "pellentesque", "porta", "proin", "purus", "quam",
        "quis", "risus", "sapien", "sed", "sit", "sociis", "tellus", "tempor", "tincidunt", "turpis", "ut", "varius", "velit", "vitae", "vivamus",
    ];

    private static readonly Signature Signature = new("generate_lorem_ipsum", 0, Optional("n", 5L), Optional("html", PyBoolean.True), Optional("min", 20L), Optional("max", 100L));

    public static object? Write(RenderContext context, CallArguments arguments)
    {
        var bound = Signature.Bind(arguments);
        int[] counts = [MethodArguments.Count(bound[0]), MethodArguments.Count(bound[2]), MethodArguments.Count(bound[3])];
        if (counts[1] >= counts[2]) throw JinjaException.Value($"empty range for randrange() ({counts[1]}, {counts[2]}, {counts[2] - counts[1]})");
        Bounds.CheckItems((long)Math.Max(counts[0], 0) * Math.Max(counts[2], 1));
        var random = context.Environment.Random;
        string[] paragraphs = [.. Enumerable.Range(0, Math.Max(counts[0], 0)).Select(_ => Paragraph(random, random.Next(counts[1], counts[2])))];
        if (!PyValues.Truth(bound[1])) return string.Join("\n\n", paragraphs);
        return new Markup(string.Join('\n', paragraphs.Select(p => $"<p>{p}</p>")));
    }

    private static string Paragraph(Random random, int words)
    {
        var text = new StringBuilder();
        var inSentence = 0;
        for (var i = 0; i < words; i++)
        {
            var word = Words[random.Next(Words.Length)];
            if (text.Length > 0) text.Append(' ');
            text.Append(inSentence == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            var ends = ++inSentence > random.Next(6, 16);
            if (ends) inSentence = 0;
            if (i < words - 1) text.Append(ends ? "." : random.Next(8) == 0 ? "," : "");
        }
        return text.Append('.').ToString();
    }
}
