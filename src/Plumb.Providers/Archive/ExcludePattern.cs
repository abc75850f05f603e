using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Plumb.Engine.Functions.RegularExpressions;

namespace Plumb.Providers.Archive;

/// <summary>
/// A pattern of paths: <c>*</c> any run within one name, <c>?</c> one character of a name, <c>**</c> as a whole part any number of
/// directories, <c>[a-z]</c>, <c>[!a-z]</c> and <c>[^a-z]</c> one of a class, <c>{a,b}</c> one of several patterns, and <c>\</c>
/// takes the next character as it is. It is matched as a regular expression, in time linear in the path.
/// </summary>
internal sealed class ExcludePattern
{
    private readonly RegularExpression _expression;

    private ExcludePattern(RegularExpression expression) => _expression = expression;

    public static bool TryParse(string pattern, [NotNullWhen(true)] out ExcludePattern? parsed)
    {
        parsed = new Translation([.. pattern.EnumerateRunes()]).Run() is { } text && RegularExpression.TryParse(text, out var expression, out _)
            ? new ExcludePattern(expression)
            : null;
        return parsed is not null;
    }

    public bool Matches(string path) => _expression.Find(path) is not null;

    /// <summary>Writes a pattern as a regular expression.</summary>
    private sealed class Translation(Rune[] pattern)
    {
        private readonly StringBuilder _text = new("(?s)^(?:");
        private int _at;
        private int _depth;
        private bool _failed;

        /// <summary>Null where the pattern is malformed.</summary>
        public string? Run()
        {
            var startsName = true;
            while (_at < pattern.Length && !_failed) startsName = Step(startsName);
            return _failed || _depth > 0 ? null : _text.Append(")$").ToString();
        }

        /// <summary>Takes one element; tells whether a name of the path begins after it.</summary>
        private bool Step(bool startsName)
        {
            switch (pattern[_at++].Value)
            {
                case '*':
                    return Star(startsName);
                case '?':
                    _text.Append("[^/]");
                    return false;
                case '[':
                    Class();
                    return false;
                case '{':
                    _depth++;
                    _text.Append("(?:");
                    return startsName;
                case ',' when _depth > 0:
                    _text.Append('|');
                    return startsName;
                case '}' when _depth > 0:
                    _depth--;
                    _text.Append(')');
                    return false;
                case '/':
                    return Slash();
                case '\\':
                    _failed = _at == pattern.Length;
                    if (!_failed) Literal(pattern[_at++]);
                    return false;
                default:
                    Literal(pattern[_at - 1]);
                    return false;
            }
        }

        private bool Star(bool startsName)
        {
            var isDouble = Next('*');
            if (isDouble) _at++;
            if (isDouble && startsName && EndsPart())
            {
                _text.Append(".*");
                return false;
            }
            if (isDouble && startsName && Next('/'))
            {
                _at++;
                _text.Append("(?:[^/]*/)*");
                return true;
            }
            _text.Append("[^/]*");
            return false;
        }

        /// <summary>What is said of everything in a directory holds for the directory, too.</summary>
        private bool Slash()
        {
            if (Next('*') && _at + 1 < pattern.Length && pattern[_at + 1].Value == '*')
            {
                var end = _at + 2;
                if (end == pattern.Length || (end + 1 == pattern.Length && pattern[end].Value == '/'))
                {
                    _at = pattern.Length;
                    _text.Append("(?:/.*)?");
                    return false;
                }
            }
            _text.Append('/');
            return true;
        }

        private void Class()
        {
            var isNegated = Next('!') || Next('^');
            if (isNegated) _at++;
            var members = new StringBuilder();
            Rune? last = null;
            _failed = _at == pattern.Length || Next(']');
            while (!_failed && !Next(']'))
            {
                var isRange = last is not null && Next('-') && _at + 1 < pattern.Length && pattern[_at + 1].Value != ']';
                if (isRange) _at++;
                if (Next('\\')) _at++;
                _failed = _at >= pattern.Length;
                if (_failed) return;
                var member = pattern[_at++];
                // A range that runs backwards holds nothing.
                if (isRange && last is { } first && first <= member) members.Append(Code(first)).Append('-').Append(Code(member));
                else if (!isRange) members.Append(Code(member));
                last = isRange ? null : member;
                _failed = _at >= pattern.Length;
            }
            _at++;
            _text.Append(isNegated ? "[^" : "[").Append(members).Append(']');
        }

        private bool EndsPart() => _at == pattern.Length || (_depth > 0 && (Next(',') || Next('}')));

        private bool Next(char wanted) => _at < pattern.Length && pattern[_at].Value == wanted;

        private void Literal(Rune character) => _text.Append(Code(character));

        private static string Code(Rune character) => string.Create(CultureInfo.InvariantCulture, $"\\x{{{character.Value:x}}}");
    }
}
