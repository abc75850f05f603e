using Plumb.Operations.Model;
using Plumb.Operations.Network.Http;

namespace Plumb.Operations.Network.GetUrl;

/// <summary>Downloads a file where it is missing, older than the server's, or not of the wanted checksum.</summary>
internal sealed class GetUrlOperation : IOperation
{
    public OperationSpec Spec { get; } = new("get_url", "Downloads files from HTTP, HTTPS, or FTP to node")
    {
        FileArguments = true,
        Arguments =
        [
            new("url", ArgumentType.Text, "The address.") { Required = true },
            new("dest", ArgumentType.Path, "Where the file is kept.") { Required = true },
            new("backup", ArgumentType.Boolean, "Keep a copy of the file as it was.") { Default = false },
            new("checksum", ArgumentType.Text, "The digest of the file, as algorithm:digest or algorithm:address.") { Default = "" },
            new("timeout", ArgumentType.Integer, "Seconds to wait for the answer.") { Default = 10 },
            new("headers", ArgumentType.Map, "Headers of the request."),
            new("tmp_dest", ArgumentType.Path, "The folder in which the download is kept until it is complete."),
            new("url_username", ArgumentType.Text, "The name to authenticate with.") { Aliases = ["username"] },
            new("url_password", ArgumentType.Text, "The password to authenticate with.") { Aliases = ["password"], NoLog = true },
            .. UrlArguments.Common,
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var download = new Download(context);
        var expected = await ExpectedDigest.FromAsync(context, download, cancellation).ConfigureAwait(false);
        return await new GetUrlRun(context, download, expected).RunAsync(cancellation).ConfigureAwait(false);
    }
}
