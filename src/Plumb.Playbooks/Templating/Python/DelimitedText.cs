using System.Text;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>Reads rows of delimited text as Python's <c>csv</c> module does in its "excel" dialect and those near it.</summary>
internal sealed record DelimitedText(char Delimiter = ',', bool SkipInitialSpace = false, bool Strict = false)
{
    private const char Quote = '"';

    /// <summary>The rows; an empty line is a row of no fields.</summary>
    public IEnumerable<IReadOnlyList<string>> Rows(string text)
    {
        List<string> row = [];
        var field = new StringBuilder();
        var quoted = false;
        var wasQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (quoted)
            {
                if (character != Quote) field.Append(character);
                else if (at + 1 < text.Length && text[at + 1] == Quote) field.Append(text[++at]);
                else quoted = false;
            }
            else if (character == Quote && field.Length == 0 && !wasQuoted)
            {
                quoted = wasQuoted = true;
            }
            else if (character == Delimiter)
            {
                EndField();
            }
            else if (character is '\n' or '\r')
            {
                if (character == '\r' && at + 1 < text.Length && text[at + 1] == '\n') at++;
                if (row.Count > 0 || field.Length > 0 || wasQuoted) EndField();
                yield return row;
                row = [];
            }
            else if (character != ' ' || !SkipInitialSpace || field.Length > 0)
            {
                if (Strict && wasQuoted) throw TemplatingException.Filter($"'{Delimiter}' expected after '\"'");
                field.Append(character);
            }
        }

        if (quoted && Strict) throw TemplatingException.Filter("unexpected end of data");
        if (row.Count > 0 || field.Length > 0 || wasQuoted)
        {
            EndField();
            yield return row;
        }

        void EndField()
        {
            row.Add(field.ToString());
            field.Clear();
            wasQuoted = false;
        }
    }
}
