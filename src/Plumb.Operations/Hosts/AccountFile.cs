namespace Plumb.Operations.Hosts;

/// <summary>Lines of fields between colons, as in /etc/passwd and /etc/group (passwd(5), group(5)).</summary>
public static class AccountFile
{
    /// <summary>
    /// The fields of the first line that says so in a column, or null. Only that line is taken apart: whoever asks wants one name of
    /// many.
    /// </summary>
    public static string[]? Find(string text, int column, string wanted)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var at = 0;
            foreach (var field in line.Split(':'))
            {
                if (at++ < column) continue;
                if (line[field].SequenceEqual(wanted) && line.Count(':') > 2) return line.ToString().Split(':');
                break;
            }
        }
        return null;
    }
}
