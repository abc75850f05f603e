using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Plumb.Core.Addresses;

/// <summary>Reads addresses as people and state files write them: <c>module.a[0].module.b["k"].data.T.N["x"]</c>.</summary>
public static class AddressParser
{
    public static bool TryParseModule(string text, out ModuleInstanceAddress module, [NotNullWhen(false)] out string? error)
    {
        module = ModuleInstanceAddress.Root;
        var cursor = new Cursor(text);
        if (!cursor.TryModules(ref module, out error)) return false;
        if (cursor.AtEnd && !module.IsRoot) return true;
        error = "a module address is of the form module.name, each name with an optional key in brackets";
        return false;
    }

    /// <summary>A resource or one instance of it; a resource without a key is the instance without one.</summary>
    public static bool TryParseInstance(string text, [NotNullWhen(true)] out ResourceInstanceAddress? address, [NotNullWhen(false)] out string? error)
    {
        address = null;
        var module = ModuleInstanceAddress.Root;
        var cursor = new Cursor(text);
        if (!cursor.TryModules(ref module, out error)) return false;
        if (cursor.AtEnd)
        {
            error = "a resource address is required, of the form type.name, and this names a module";
            return false;
        }
        if (!cursor.TryResource(out var resource, out var key, out error)) return false;
        address = new ResourceAddress(module, resource).Instance(key);
        return true;
    }

    /// <summary>What a target may name: a module instance, a resource, or an instance; null for the resource where it is a module.</summary>
    public static bool TryParseTarget(string text, out ModuleInstanceAddress module, out ResourceName? resource, out InstanceKey key, [NotNullWhen(false)] out string? error)
    {
        (module, resource, key) = (ModuleInstanceAddress.Root, null, InstanceKey.None);
        var cursor = new Cursor(text);
        if (!cursor.TryModules(ref module, out error)) return false;
        if (cursor.AtEnd && !module.IsRoot) return true;
        if (!cursor.TryResource(out var name, out key, out error)) return false;
        resource = name;
        return true;
    }

    /// <summary><c>module.a.provider["host/namespace/type"].alias</c>; the module has no keys.</summary>
    public static bool TryParseProviderConfig(string text, [NotNullWhen(true)] out ProviderConfigAddress? address, [NotNullWhen(false)] out string? error)
    {
        address = null;
        var module = ModuleAddress.Root;
        var cursor = new Cursor(text);
        while (cursor.TryWord("module."))
        {
            if (!cursor.TryName(out var name, out error)) return false;
            module = module.Child(name);
            if (!cursor.TryWord("."))
            {
                error = "\"provider\" must follow the module";
                return false;
            }
        }
        if (!cursor.TryWord("provider") || !cursor.TryKey(out var key, out error) || !key.IsString)
        {
            error = "a provider address is of the form provider[\"host/namespace/type\"]";
            return false;
        }
        string? alias = null;
        if (cursor.TryWord(".") && !cursor.TryName(out alias, out error)) return false;
        if (!cursor.AtEnd || !TryParseProvider(key.Text, out var provider))
        {
            error = "a provider address is of the form provider[\"host/namespace/type\"]";
            return false;
        }
        address = new ProviderConfigAddress(module, provider, alias);
        error = null;
        return true;
    }

    /// <summary><c>[host/]namespace/type</c>; one part alone is an official provider.</summary>
    public static bool TryParseProvider(string text, [NotNullWhen(true)] out ProviderAddress? address)
    {
        var parts = text.Split('/');
        address = parts.Any(p => p.Length == 0) ? null : parts.Length switch
        {
            1 => ProviderAddress.Official(parts[0].ToLowerInvariant()),
            2 => new ProviderAddress(ProviderAddress.DefaultHost, parts[0].ToLowerInvariant(), parts[1].ToLowerInvariant()),
            3 => new ProviderAddress(parts[0].ToLowerInvariant(), parts[1].ToLowerInvariant(), parts[2].ToLowerInvariant()),
            _ => null,
        };
        return address is not null;
    }

    private ref struct Cursor(string text)
    {
        private int _at;

        public readonly bool AtEnd => _at == text.Length;

        public bool TryWord(string word)
        {
            if (!text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal)) return false;
            _at += word.Length;
            return true;
        }

        public bool TryModules(ref ModuleInstanceAddress module, [NotNullWhen(false)] out string? error)
        {
            error = null;
            while (TryWord("module."))
            {
                if (!TryName(out var name, out error) || !TryOptionalKey(out var key, out error)) return false;
                module = module.Child(name, key);
                if (AtEnd) return true;
                if (!TryWord(".")) return Fail("a dot is expected after the module", out error);
            }
            return true;
        }

        public bool TryResource(out ResourceName resource, out InstanceKey key, [NotNullWhen(false)] out string? error)
        {
            (resource, key) = (new ResourceName(ResourceMode.Managed, "", ""), InstanceKey.None);
            var mode = TryWord("data.") ? ResourceMode.Data : TryWord("ephemeral.") ? ResourceMode.Ephemeral : ResourceMode.Managed;
            if (mode == ResourceMode.Managed) TryWord("resource.");
            if (!TryName(out var type, out error)) return false;
            if (!TryWord(".")) return Fail("a resource name is expected after the resource type", out error);
            if (!TryName(out var name, out error) || !TryOptionalKey(out key, out error)) return false;
            resource = new ResourceName(mode, type, name);
            return AtEnd || Fail("nothing may follow the address of a resource instance", out error);
        }

        public bool TryName([NotNullWhen(true)] out string? name, [NotNullWhen(false)] out string? error)
        {
            var start = _at;
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '-')) _at++;
            name = _at == start ? null : text[start.._at];
            error = name is null ? $"a name is expected at character {_at + 1}" : null;
            return name is not null;
        }

        private bool TryOptionalKey(out InstanceKey key, [NotNullWhen(false)] out string? error)
        {
            (key, error) = (InstanceKey.None, null);
            return AtEnd || text[_at] != '[' || TryKey(out key, out error);
        }

        public bool TryKey(out InstanceKey key, [NotNullWhen(false)] out string? error)
        {
            key = InstanceKey.None;
            if (!TryWord("[")) return Fail("an instance key in brackets is expected", out error);
            if (!AtEnd && text[_at] == '"')
            {
                if (!TryQuoted(out var quoted, out error)) return false;
                key = InstanceKey.Of(quoted);
            }
            else
            {
                var end = text.IndexOf(']', _at);
                if (end < 0 || !int.TryParse(text.AsSpan(_at, end - _at), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                    return Fail("an instance key must be a whole number or a quoted string; the shell may have taken the quotes away", out error);
                _at = end;
                key = InstanceKey.Of(index);
            }
            error = null;
            return TryWord("]") || Fail("a closing bracket is expected", out error);
        }

        private bool TryQuoted(out string quoted, [NotNullWhen(false)] out string? error)
        {
            var read = new StringBuilder();
            quoted = "";
            error = null;
            for (_at++; _at < text.Length; _at++)
            {
                var c = text[_at];
                if (c == '"')
                {
                    _at++;
                    quoted = read.ToString();
                    return true;
                }
                if (c is '$' or '%' && text.AsSpan(_at).StartsWith([c, c, '{'])) _at++;
                else if (c == '\\' && _at + 1 < text.Length) c = Unescape(text[++_at]);
                read.Append(c);
            }
            return Fail("a quoted key is not closed", out error);
        }

        private static char Unescape(char escaped) => escaped switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => escaped,
        };

        private static bool Fail(string why, [NotNullWhen(false)] out string? error)
        {
            error = why;
            return false;
        }
    }
}
