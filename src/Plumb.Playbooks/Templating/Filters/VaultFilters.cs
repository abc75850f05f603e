using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters that make vaults of text and open them.</summary>
internal static class VaultFilters
{
    public static IEnumerable<JinjaFilter> All { get; } =
    [
        FilterDefinition.Filter("vault", "secret, salt=None, vaultid='filter_default', wrap_object=False", Encrypt, "do_vault"),
        FilterDefinition.Filter("unvault", "secret, vaultid='filter_default'", Decrypt, "do_unvault"),
    ];

    private static object Encrypt(FilterCall call)
    {
        var secret = VaultSecret.OfText(call.TextOf(2), Text(call[0], "Secret passed is required to be a string, instead we got"));
        var data = Text(call.Value, "Can only vault strings, instead we got");
        try
        {
            var label = call.TextOf(2);
            var envelope = VaultText.Encrypt(Encoding.UTF8.GetBytes(data), secret, label == VaultSecrets.DefaultId ? null : label, call[1] is null ? null : Encoding.UTF8.GetBytes(call.TextOf(1)));
            return PyValues.Truth(call[3]) ? new VaultedText(envelope, new VaultSecrets([secret]), place: null, trusted: false) : envelope;
        }
        catch (VaultException e)
        {
            throw TemplatingException.Filter($"Unable to encrypt: {e.Message}. {e.Message}", e);
        }
    }

    private static string Decrypt(FilterCall call)
    {
        var secret = VaultSecret.OfText(call.TextOf(1), Text(call[0], "Secret passed is required to be as string, instead we got"));
        var vault = Text(call.Value, "Vault should be in the form of a string, instead we got");
        if (!VaultText.IsEncrypted(vault)) return vault;
        try
        {
            return Encoding.UTF8.GetString(VaultText.Decrypt(vault, new VaultSecrets([secret])).Plain);
        }
        catch (VaultException e)
        {
            throw TemplatingException.Filter($"Unable to decrypt: {e.Message}. {e.Message}", e);
        }
    }

    private static string Text(object? value, string refusal) => value switch
    {
        string text => text,
        Markup markup => markup.Text,
        PyBytes bytes => Encoding.UTF8.GetString(bytes.Span),
        Undefined undefined => throw undefined.Fault(),
        _ => throw JinjaException.Type($"{refusal}: <class '{PyTypes.FullNameOf(value)}'>"),
    };
}
