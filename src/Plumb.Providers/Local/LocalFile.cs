using Plumb.Core.Types;
using Plumb.Provider.Authoring;

namespace Plumb.Providers.Local;

/// <summary><c>local_file</c>: a file whose content may be shown.</summary>
public sealed class LocalFile() : WrittenFile(
    [
        Arguments.Optional("content", DataType.String, "The content as text, stored in UTF-8."),
        Arguments.Optional("sensitive_content", DataType.String, "The content as text that is not shown.").Sensitive() with
        {
            DeprecationMessage = "Use the local_sensitive_file resource instead",
        },
        Arguments.Optional("content_base64", DataType.String, "The content as bytes in Base64."),
        Arguments.Optional("source", DataType.String, "A file to copy the content of."),
    ],
    defaultPermission: "0777")
{
    public override string Type => "local_file";
}
