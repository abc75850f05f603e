using System.Text;
using Plumb.Jinja;

namespace Plumb.Playbooks.Templating;

/// <summary>
/// Doubles the backslashes in quoted texts of printed expressions: YAML and Jinja both take backslashes away, and the author of a play
/// thinks of one of them only. Statements are left alone, as the peer leaves them.
/// </summary>
internal static class BackslashEscaping
{
    public static string Apply(string source, JinjaDelimiters marks)
    {
        if (!source.Contains('\\', StringComparison.Ordinal) || !source.Contains(marks.VariableStart, StringComparison.Ordinal)) return source;
        var scanner = new Scanner(source, marks);
        return scanner.Run();
    }

    private ref struct Scanner(string source, JinjaDelimiters marks)
    {
        private readonly StringBuilder _output = new(source.Length + 16);
        private int _at;

        public string Run()
        {
            while (_at < source.Length)
            {
                if (Starts(marks.CommentStart)) CopyThrough(marks.CommentEnd);
                else if (Starts(marks.VariableStart)) Expression(marks.VariableStart, marks.VariableEnd, doubles: true);
                else if (Starts(marks.BlockStart)) Block();
                else _output.Append(source[_at++]);
            }

            return _output.ToString();
        }

        private void Block()
        {
            var start = _at;
            Expression(marks.BlockStart, marks.BlockEnd, doubles: false);
            var words = source[start.._at].Split([' ', '-', '+', '\t', '\n', '%', '{', '}'], StringSplitOptions.RemoveEmptyEntries);
            if (words is not ["raw"]) return;
            while (_at < source.Length && !(Starts(marks.BlockStart) && source[_at..].Replace("-", " ", StringComparison.Ordinal)[marks.BlockStart.Length..].TrimStart().StartsWith("endraw", StringComparison.Ordinal)))
                _output.Append(source[_at++]);
        }

        /// <summary>Up to the end mark that stands outside of brackets and quotes.</summary>
        private void Expression(string start, string end, bool doubles)
        {
            Copy(start.Length);
            var depth = 0;
            while (_at < source.Length)
            {
                if (depth == 0 && Starts(end))
                {
                    Copy(end.Length);
                    return;
                }

                var character = source[_at];
                if (character is '\'' or '"')
                {
                    Quoted(character, doubles);
                    continue;
                }

                if (character is '(' or '[' or '{') depth++;
                if (character is ')' or ']' or '}' && depth > 0) depth--;
                _output.Append(character);
                _at++;
            }
        }

        private void Quoted(char quote, bool doubles)
        {
            var start = _at++;
            while (_at < source.Length && source[_at] != quote) _at += source[_at] == '\\' ? 2 : 1;
            _at = Math.Min(_at + 1, source.Length);
            var text = source[start.._at];
            _output.Append(doubles ? text.Replace("\\", "\\\\", StringComparison.Ordinal) : text);
        }

        private void CopyThrough(string end)
        {
            var found = source.IndexOf(end, _at, StringComparison.Ordinal);
            Copy(found < 0 ? source.Length - _at : found + end.Length - _at);
        }

        private void Copy(int length)
        {
            _output.Append(source, _at, length);
            _at += length;
        }

        private readonly bool Starts(string mark) => source.AsSpan(_at).StartsWith(mark, StringComparison.Ordinal);
    }
}
