using System.Text;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>The words of a line that names a host, as a shell sees them: quotes and backslashes protect blanks, "#" begins a comment.</summary>
internal static class HostLineWords
{
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isOpen = false;
        for (var i = 0; i < line.Length && line[i] != '#'; i++)
        {
            var c = line[i];
            if (char.IsWhiteSpace(c))
            {
                if (isOpen) words.Add(word.ToString());
                word.Clear();
                isOpen = false;
                continue;
            }
            isOpen = true;
            if (c is '"' or '\'') i = ReadQuoted(line, i, word);
            else if (c != '\\') word.Append(c);
            else if (++i < line.Length) word.Append(line[i]);
            else throw new InventoryException($"Error parsing host definition '{line}': No escaped character");
        }
        if (isOpen) words.Add(word.ToString());
        return words;
    }

    /// <summary>In double quotes a backslash protects a double quote or another backslash; in single quotes it means itself.</summary>
    private static int ReadQuoted(string line, int open, StringBuilder word)
    {
        var quote = line[open];
        for (var i = open + 1; i < line.Length; i++)
        {
            if (line[i] == quote) return i;
            if (quote == '"' && line[i] == '\\' && i + 1 < line.Length && line[i + 1] is '"' or '\\') i++;
            word.Append(line[i]);
        }
        throw new InventoryException($"Error parsing host definition '{line}': No closing quotation");
    }
}
