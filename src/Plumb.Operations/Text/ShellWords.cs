using System.Text;
using Plumb.Operations.Model;

namespace Plumb.Operations.Text;

/// <summary>Words of a command line by the rules of the shell, as Python's <c>shlex</c> has them.</summary>
public static class ShellWords
{
    /// <summary>Splits a line into words; quotes and backslashes are taken away.</summary>
    /// <exception cref="OperationException">A quotation is not closed.</exception>
    public static IReadOnlyList<string> Split(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = new List<string>();
        var word = new StringBuilder();
        var started = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                if (started) words.Add(word.ToString());
                word.Clear();
                started = false;
                continue;
            }
            started = true;
            if (c == '\\')
            {
                if (++i >= line.Length) throw new OperationException("No escaped character");
                word.Append(line[i]);
            }
            else if (c is '\'' or '"')
            {
                i = Quotation(line, i, word);
            }
            else
            {
                word.Append(c);
            }
        }
        if (started) words.Add(word.ToString());
        return words;
    }

    /// <summary>A word so that the shell reads it as it is.</summary>
    public static string Quote(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "@%+=:,./-_".Contains(c, StringComparison.Ordinal))) return word;
        return "'" + word.Replace("'", "'\"'\"'", StringComparison.Ordinal) + "'";
    }

    private static int Quotation(string line, int start, StringBuilder word)
    {
        var quote = line[start];
        for (var i = start + 1; i < line.Length; i++)
        {
            var c = line[i];
            if (c == quote) return i;
            if (quote == '"' && c == '\\' && i + 1 < line.Length)
            {
                // Within double quotes a backslash only escapes itself and the quote.
                if (line[i + 1] is not ('"' or '\\')) word.Append('\\');
                c = line[++i];
            }
            word.Append(c);
        }
        throw new OperationException("No closing quotation");
    }
}
