using System.Globalization;
using System.Text;
using Plumb.Core.Text;

namespace Plumb.Core.Addresses;

/// <summary>
/// The words of an address: names, dots and keys in brackets, with blanks between them if need be. The first error stays
/// and takes the scanner to the end, so that whoever reads on finds nothing more and reports nothing more.
/// </summary>
/// <param name="text">The address.</param>
/// <param name="allowsAny">Whether <c>[*]</c> may stand for the instances of a block that are not known yet.</param>
internal ref struct AddressScanner(string text, bool allowsAny = false)
{
    private int _at;

    internal AddressError? Error { get; private set; }

    internal bool IsAtEnd
    {
        get
        {
            while (_at < text.Length && text[_at] is ' ' or '\t') _at++;
            return _at == text.Length;
        }
    }

    /// <summary>The name that comes next; empty if something else does.</summary>
    internal string PeekName() => IsAtEnd ? "" : text.Substring(_at, NameLength(text.AsSpan(_at)));

    internal string ReadName(string what)
    {
        var name = PeekName();
        _at += name.Length;
        if (name.Length == 0) Fail(IsAtEnd ? $"The address ends where {what} is expected." : $"Here must be {what}: letters, digits, \"_\" and \"-\", beginning with no digit.");
        return name;
    }

    internal void ReadDot(string otherwise)
    {
        if (!TryRead('.')) Fail(otherwise);
    }

    internal bool TryRead(char c)
    {
        if (IsAtEnd || text[_at] != c) return false;
        _at++;
        return true;
    }

    /// <summary>None where there is no bracket.</summary>
    internal InstanceKey ReadKey()
    {
        if (!TryRead('[')) return InstanceKey.None;
        if (allowsAny && TryRead('*'))
        {
            if (!TryRead(']')) Fail("After an instance key there must be a closing bracket.");
            return InstanceKey.Any;
        }
        var key = TryRead('"') ? InstanceKey.Of(ReadString()) : ReadNumber();
        if (!TryRead(']')) Fail("After an instance key there must be a closing bracket.");
        return key;
    }

    internal void Fail(string message) => Fail(_at, Math.Min(_at + 1, text.Length), message);

    private void Fail(int start, int end, string message)
    {
        Error ??= new AddressError(message, start, end);
        _at = text.Length;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length)
        {
            Rune.DecodeFromUtf16(text[length..], out var rune, out var consumed);
            if (!(length == 0 ? StartsName(rune) : ContinuesName(rune))) break;
            length += consumed;
        }
        return length;
    }

    private static bool StartsName(Rune rune) => rune.Value == '_' || Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.LetterNumber;

    private static bool ContinuesName(Rune rune) => rune.Value == '-' || StartsName(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;

    private InstanceKey ReadNumber()
    {
        var start = _at;
        while (!IsAtEnd && text[_at] != ']') _at++;
        var written = text[start.._at].Trim();
        if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return InstanceKey.Of(index);
        var isName = written.Length > 0 && NameLength(written) == written.Length;
        Fail(start, _at, isName
            ? "An instance key that is a string is written in double quotes. A shell takes them away unless the whole address stands in single quotes."
            : "An instance key is a whole number, or a string in double quotes.");
        return InstanceKey.None;
    }

    /// <summary>From after the opening quote to after the closing one.</summary>
    private string ReadString()
    {
        var start = _at - 1;
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != '"')
        {
            var rest = text.AsSpan(_at);
            if (rest[0] == '\\') AppendEscape(value);
            else if (rest.StartsWith("$${") || rest.StartsWith("%%{"))
            {
                value.Append(rest[1..3]);
                _at += 3;
            }
            else if (rest.StartsWith("${") || rest.StartsWith("%{"))
                Fail(_at, _at + 2, $"There can be no template in an address; \"{rest[..2]}\" itself is written \"{rest[0]}{rest[..2]}\".");
            else
            {
                value.Append(rest[0]);
                _at++;
            }
        }
        if (_at == text.Length) Fail(start, text.Length, "The quotes around an instance key are not closed.");
        else _at++;
        return NormalText.Of(value.ToString());
    }

    private void AppendEscape(StringBuilder value)
    {
        var letter = _at + 1 < text.Length ? text[_at + 1] : '\0';
        var plain = letter switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '"' or '\\' => letter,
            _ => '\0',
        };
        if (plain != '\0')
        {
            value.Append(plain);
            _at += 2;
        }
        else if (letter is 'u' or 'U') AppendCodePoint(value, digits: letter == 'u' ? 4 : 8);
        else Fail(_at, Math.Min(_at + 2, text.Length), "After a backslash there must be one of n, r, t, u, U, a quote or another backslash.");
    }

    private void AppendCodePoint(StringBuilder value, int digits)
    {
        var end = Math.Min(_at + 2 + digits, text.Length);
        var written = text.AsSpan(_at + 2, end - _at - 2);
        if (written.Length == digits && uint.TryParse(written, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && Rune.IsValid(number))
        {
            value.Append(new Rune(number).ToString());
            _at = end;
        }
        else Fail(_at, end, "The number of a character has four hexadecimal digits after \"\\u\" and eight after \"\\U\".");
    }
}
