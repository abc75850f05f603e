using Plumb.Core.Types;
using Plumb.Provider.Authoring;

namespace Plumb.Providers.Local;

/// <summary><c>local_sensitive_file</c>: a file whose content is never shown, and which only its owner may read if nothing else is said.</summary>
public sealed class LocalSensitiveFile() : WrittenFile(
    [
        Arguments.Optional("content", DataType.String, "The content as text, stored in UTF-8.").Sensitive(),
        Arguments.Optional("content_base64", DataType.String, "The content as bytes in Base64.").Sensitive(),
        Arguments.Optional("source", DataType.String, "A file to copy the content of."),
    ],
    defaultPermission: "0700")
{
    public override string Type => "local_sensitive_file";
}
