using System.Text;
using Plumb.Core.Text;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Vault;

/// <summary>
/// A variable's value that stands encrypted in a file. It is decrypted when first asked for, so that a run that does not need it
/// does not need its password. Its text is the encrypted one.
/// </summary>
public sealed class VaultedText
{
    private readonly Lazy<object> _value;

    internal VaultedText(string envelope, VaultSecrets secrets, SourceSpan? place, bool trusted)
    {
        Envelope = envelope;
        Place = place;
        _value = new Lazy<object>(() =>
        {
            var text = Encoding.UTF8.GetString(VaultText.Decrypt(envelope, secrets).Plain);
            return trusted && TemplateText.IsTemplate(text) ? new TemplateText(text) : text;
        });
    }

    /// <summary>The encrypted text, header and all.</summary>
    public string Envelope { get; }

    public SourceSpan? Place { get; }

    /// <summary>The text, a string or a <see cref="TemplateText"/>. Throws <see cref="VaultException"/> where no secret opens it.</summary>
    public object Open() => _value.Value;

    public override string ToString() => Envelope;
}
