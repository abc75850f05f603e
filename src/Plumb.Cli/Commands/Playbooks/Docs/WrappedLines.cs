namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>Breaks text into lines of a width, at blanks; a word that is longer stands on a line of its own.</summary>
internal static class WrappedLines
{
    public static IEnumerable<string> Of(string text, int width)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line;
                    line = "";
                }
                line = line.Length == 0 ? word : $"{line} {word}";
            }
            if (line.Length > 0) yield return line;
        }
    }
}
