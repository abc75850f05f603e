using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Network.Http;

namespace Plumb.Operations.Network;

/// <summary>Asks a web service and tells what it answers. A body that the controller sends is the one source of the request.</summary>
internal sealed partial class UriOperation : IOperation
{
    public OperationSpec Spec { get; } = new("uri", "Interacts with webservices")
    {
        FileArguments = true,
        CheckMode = CheckMode.None,
        NameInMessages = "ansible.legacy.uri",
        MutuallyExclusive = [["body", "src"]],
        Arguments =
        [
            new("url", ArgumentType.Text, "The address.") { Required = true },
            new("dest", ArgumentType.Path, "Where the body of the answer is kept."),
            new("url_username", ArgumentType.Text, "The name to authenticate with.") { Aliases = ["user"] },
            new("url_password", ArgumentType.Text, "The password to authenticate with.") { Aliases = ["password"], NoLog = true },
            new("body", ArgumentType.Raw, "What is sent."),
            new("body_format", ArgumentType.Text, "How the body is written.") { Default = "raw", Choices = ["form-urlencoded", "json", "raw", "form-multipart"] },
            new("src", ArgumentType.Path, "A file that is sent."),
            new("method", ArgumentType.Text, "The method of the request.") { Default = "GET" },
            new("return_content", ArgumentType.Boolean, "Whether the body of the answer is returned as text.") { Default = false },
            new("follow_redirects", ArgumentType.Text, "Which redirects are followed.") { Default = "safe", Choices = ["all", "no", "none", "safe", "urllib2", "yes"] },
            new("creates", ArgumentType.Path, "A path: if it exists, nothing is asked."),
            new("removes", ArgumentType.Path, "A path: if it does not exist, nothing is asked."),
            new("status_code", ArgumentType.List, "The statuses of success.") { Elements = ArgumentType.Integer, Default = DataValue.Of([(DataValue)200]) },
            new("timeout", ArgumentType.Integer, "Seconds to wait for the answer.") { Default = 30 },
            new("headers", ArgumentType.Map, "Headers of the request.") { Default = MapData.Empty },
            new("unix_socket", ArgumentType.Path, "A socket in the file system to speak over."),
            new("remote_src", ArgumentType.Boolean, "Whether the file that is sent is on the host.") { Default = false },
            new("ca_path", ArgumentType.Path, "A file of certificates to trust."),
            .. UrlArguments.Common,
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var method = arguments.RequiredText("method").ToUpperInvariant();
        if (!Word().IsMatch(method)) throw new OperationException("Parameter 'method' needs to be a single word in uppercase, like GET or POST.");
        var format = arguments.RequiredText("body_format").ToLowerInvariant();
        var (body, type) = RequestBody.Write(arguments["body"], format, context);
        if (Reason(context) is { } reason) return new OperationResult { Values = new MapBuilder { ["stdout"] = reason }.Build() };
        var target = arguments.Text("dest");
        var question = UrlQuestion.From(arguments, arguments.RequiredText("url"), method, Newer(context, target));
        if (type is not null && (format == "form-multipart" || !question.Headers.Any(h => string.Equals(h.Key, "Content-Type", StringComparison.OrdinalIgnoreCase))))
        {
            question = question with { Headers = [.. question.Headers, new("Content-Type", type)] };
        }
        question = question with { Body = await SourceAsync(context, cancellation).ConfigureAwait(false) ?? body };
        var start = context.Host.Clock.GetTimestamp();
        var answer = await new UrlClient(context.Host).AskAsync(question, cancellation).ConfigureAwait(false);
        await using (answer.ConfigureAwait(false))
        {
            var elapsed = (long)context.Host.Clock.GetElapsedTime(start).TotalSeconds;
            return await ResultAsync(context, question, answer, elapsed, cancellation).ConfigureAwait(false);
        }
    }

    private static string? Reason(OperationContext context)
    {
        if (context.Arguments.Text("creates") is { } created && context.Host.Files.Exists(created)) return $"skipped, since '{created}' exists";
        if (context.Arguments.Text("removes") is { } removed && !context.Host.Files.Exists(removed)) return $"skipped, since '{removed}' does not exist";
        return null;
    }

    // A file that is there is only replaced by a newer one.
    private static DateTimeOffset? Newer(OperationContext context, string? target) =>
        target is not null && context.Host.Files.Look(target) is { Kind: FileKind.File } status ? status.Modified : null;

    private static async ValueTask<ReadOnlyMemory<byte>?> SourceAsync(OperationContext context, CancellationToken cancellation)
    {
        if (context.Arguments.Text("src") is not { Length: > 0 } path) return null;
        if (context.Request.Sources is [var source, ..])
        {
            using var copy = new MemoryStream();
            var stream = await context.OpenSource(source.Name, cancellation).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false)) await stream.CopyToAsync(copy, cancellation).ConfigureAwait(false);
            return copy.ToArray();
        }
        try
        {
            return context.Host.Files.ReadAll(path);
        }
        catch (HostException)
        {
            throw new OperationException("Unable to open source file " + path, new MapBuilder { ["elapsed"] = 0 }.Build());
        }
    }

    private static async ValueTask<OperationResult> ResultAsync(OperationContext context, UrlQuestion question, UrlAnswer answer, long elapsed, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var isExpected = arguments.Items("status_code").Contains(DataValue.Of((long)answer.Status));
        var content = new ContentType(answer);
        var returnsContent = arguments.Flag("return_content");
        var target = Target(context, answer);
        var bytes = content.IsJson || returnsContent || !isExpected || target is not null ? await ReadAsync(answer, cancellation).ConfigureAwait(false) : null;
        var values = answer.Info("_");
        values["redirected"] = answer.Url != question.Url;
        values["elapsed"] = elapsed;
        if (values["location"] is TextData { Value: var location }) values["location"] = Absolute(question.Url, location);
        var changed = target is not null && bytes is not null && await KeepAsync(context, target, bytes, isExpected && answer.Status != 304, values, cancellation).ConfigureAwait(false);
        if (bytes is not null && content.IsJson && ParseJson(content.Decode(bytes)) is { } json) values["json"] = json;
        if (returnsContent) values["content"] = bytes is null ? DataValue.Null : content.Decode(bytes);
        var codes = string.Join(", ", arguments.Items("status_code").Select(PythonText.Str));
        var message = isExpected ? answer.Message : $"Status code was {answer.Status} and not [{codes}]: {answer.Message}";
        return new OperationResult { Changed = changed, Failed = !isExpected, Message = message, Values = values.Build().Without("msg") };
    }

    private static async ValueTask<byte[]> ReadAsync(UrlAnswer answer, CancellationToken cancellation)
    {
        using var copy = new MemoryStream();
        if (answer.Body is not null) await answer.Body.CopyToAsync(copy, cancellation).ConfigureAwait(false);
        return copy.ToArray();
    }

    private static string? Target(OperationContext context, UrlAnswer answer)
    {
        if (answer.Body is null || context.Arguments.Text("dest") is not { } target) return null;
        return context.Host.Files.IsDirectory(target) ? HostPath.Join(target, AnswerName.OfAnswer(answer) ?? "index.html") : target;
    }

    private static async ValueTask<bool> KeepAsync(OperationContext context, string target, byte[] content, bool keeps, MapBuilder values, CancellationToken cancellation)
    {
        values["path"] = target;
        if (!keeps) return false;
        var files = context.Host.Files;
        try
        {
            if (!files.IsFile(target) || !files.ReadAll(target).AsSpan().SequenceEqual(content)) files.WriteAll(target, content);
        }
        catch (HostException fault)
        {
            throw new OperationException($"failed to copy the content to {target}: {SystemErrors.Python(fault, target)}", values.Build().Without("msg"));
        }
        return await new FileSettingsWriter(context).ApplyAsync(FileSettings.From(context, target), true, null, cancellation).ConfigureAwait(false);
    }

    private static DataValue? ParseJson(string text)
    {
        try
        {
            return DataJson.Parse(text);
        }
        catch (JsonException)
        {
            // What claims to be JSON and is not is returned as text only.
            return null;
        }
    }

    private static string Absolute(string url, string location)
    {
        if (location.Contains("://", StringComparison.Ordinal)) return location;
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && Uri.TryCreate(address, location, out var target) ? target.AbsoluteUri : location;
    }

    [GeneratedRegex("^[A-Z]+$")]
    private static partial Regex Word();

    /// <summary>What the answer's body is.</summary>
    private sealed class ContentType
    {
        private readonly string _charset;

        public ContentType(UrlAnswer answer)
        {
            var header = answer.Header("Content-Type") ?? "text/plain";
            var parts = header.Split(';');
            var subtype = parts[0].Trim().ToLowerInvariant().Split('/') is [_, var sub] ? sub : "";
            var kind = subtype.Contains('+', StringComparison.Ordinal) ? subtype[(subtype.IndexOf('+', StringComparison.Ordinal) + 1)..] : subtype;
            IsJson = answer.Body is not null && kind is "json" or "javascript";
            _charset = parts.Skip(1).Select(p => p.Trim()).FirstOrDefault(p => p.StartsWith("charset=", StringComparison.OrdinalIgnoreCase))?[8..].Trim('"') ?? "utf-8";
        }

        public bool IsJson { get; }

        public string Decode(byte[] content)
        {
            try
            {
                return Encoding.GetEncoding(_charset).GetString(content);
            }
            catch (ArgumentException)
            {
                return Encoding.UTF8.GetString(content);
            }
        }
    }
}
