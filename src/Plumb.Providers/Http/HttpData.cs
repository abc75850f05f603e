using System.Net;
using System.Text;
using System.Text.Unicode;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;

namespace Plumb.Providers.Http;

/// <summary><c>data.http</c>: the answer to a request.</summary>
public sealed class HttpData(TimeProvider clock) : DataSource
{
    private static readonly DataType Texts = DataType.Map(DataType.String);
    private static readonly string[] Methods = ["GET", "POST", "HEAD"];
    private const long MaxRetries = 10_000;

    private static readonly BlockSchema Retry = new()
    {
        Description = "Make the request again where it fails, or is answered with status 429, or 500 and above but for 501. Without this block it is made once.",
        Attributes =
        [
            Arguments.Optional("attempts", DataType.Number, "How many times the request is made again at most."),
            Arguments.Optional("min_delay_ms", DataType.Number, "How long to wait before the first of these in milliseconds; the delay doubles. 1000 if it is not set."),
            Arguments.Optional("max_delay_ms", DataType.Number, "How long to wait at most in milliseconds. 30000 if it is not set."),
        ],
    };

    public override string Type => "http";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Makes a request and gives the answer. Redirections are followed. The variables HTTP_PROXY, HTTPS_PROXY and NO_PROXY apply.",
        Attributes =
        [
            Arguments.Computed("id", DataType.String, "The URL."),
            Arguments.Required("url", DataType.String, "The URL, of http or https."),
            Arguments.Optional("method", DataType.String, "GET, HEAD or POST. GET if it is not set. POST is for questions, not for making something."),
            Arguments.Optional("request_headers", Texts, "Headers of the request."),
            Arguments.Optional("request_body", DataType.String, "The body of the request."),
            Arguments.Optional("request_timeout_ms", DataType.Number, "How long a try may take in milliseconds."),
            Arguments.Computed("response_body", DataType.String, "The body of the answer as text in UTF-8."),
            Arguments.Computed("body", DataType.String, "The former name of response_body.") with { DeprecationMessage = "Use response_body instead." },
            Arguments.Computed("response_body_base64", DataType.String, "The body of the answer as bytes in Base64."),
            Arguments.Optional("ca_cert_pem", DataType.String, "The certificates of authorities, in PEM form, to trust instead of the system's."),
            Arguments.Optional("client_cert_pem", DataType.String, "The certificate to show to the server, in PEM form."),
            Arguments.Optional("client_key_pem", DataType.String, "The private key of the certificate, in PEM form."),
            Arguments.Optional("insecure", DataType.Bool, "Trust any certificate of the server. False if it is not set."),
            Arguments.Computed("response_headers", Texts, "The headers of the answer; several of one name are joined with commas."),
            Arguments.Computed("status_code", DataType.Number, "The status of the answer."),
        ],
        Blocks = [new NestedBlockSchema("retry", NestingMode.Single, Retry)],
    });

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation)
    {
        var config = call.Config;
        return new([
            .. config.OneOf("method", Methods),
            .. config.AtLeast("request_timeout_ms", 1),
            .. config.WholeNumbers(Schema.Block),
            .. config.Conflicts("ca_cert_pem", "insecure"),
            .. config.Requires("client_cert_pem", "client_key_pem"),
            .. config.Requires("client_key_pem", "client_cert_pem"),
            .. config["retry"] is ObjectValue retry ? CheckRetry(retry) : [],
        ]);
    }

    public override async ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation)
    {
        var (config, problems) = (call.Config, new List<ProviderDiagnostic>());
        if (!Uri.TryCreate(config.TextOf("url"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return Failed(ProviderDiagnostic.Error("Error making request", $"\"{config.TextOf("url")}\" is not a URL of http or https.", ValuePath.Root.Attribute("url")));
        if (HttpTrust.Options(config, problems) is not { } trust) return Failed([.. problems]);
        var question = Question(config, url);
        using var handler = new SocketsHttpHandler
        {
            SslOptions = trust,
            UseCookies = false,
            AllowAutoRedirect = false,
            // Who asks for an encoding wants to see it.
            AutomaticDecompression = question.Headers.Any(h => h.Key.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase)) ? DecompressionMethods.None : DecompressionMethods.GZip,
        };
        using var client = new HttpMessageInvoker(handler);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, call.Session.Stopping);
        try
        {
            return Answered(config, await new HttpExchange(client, clock).AskAsync(question, ending.Token).ConfigureAwait(false));
        }
        catch (HttpFailure failure)
        {
            return Failed(ProviderDiagnostic.Error("Error making request", $"{question.Method} {url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped)}: {failure.Message}"));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(ProviderDiagnostic.Error("Error making request", "The request was given up, because the run was stopped."));
        }
    }

    private static HttpQuestion Question(ObjectValue config, Uri url)
    {
        var question = new HttpQuestion(url, config.TextOf("method") is { Length: > 0 } method ? method : "GET")
        {
            Headers = [.. config.EntriesOf("request_headers")],
            Body = config.TextOf("request_body"),
            Timeout = config.WholeNumberOf("request_timeout_ms") is > 0 and var timeout ? Milliseconds(timeout) : null,
        };
        if (config["retry"] is not ObjectValue retry) return question;
        return question with
        {
            Retries = (int)Math.Clamp(retry.WholeNumberOf("attempts") ?? 0, 0, MaxRetries),
            LeastDelay = retry.WholeNumberOf("min_delay_ms") is { } least ? Milliseconds(least) : question.LeastDelay,
            MostDelay = retry.WholeNumberOf("max_delay_ms") is { } most ? Milliseconds(most) : question.MostDelay,
        };
    }

    // Timers reach no further than 49 days.
    private static TimeSpan Milliseconds(long count) => TimeSpan.FromMilliseconds(Math.Min(count, int.MaxValue));

    private static IEnumerable<ProviderDiagnostic> CheckRetry(ObjectValue retry)
    {
        List<ProviderDiagnostic> problems =
        [
            .. retry.WholeNumbers(Retry), .. retry.AtLeast("attempts", 0), .. retry.AtLeast("min_delay_ms", 0), .. retry.AtLeast("max_delay_ms", retry.WholeNumberOf("min_delay_ms") ?? 0),
        ];
        return problems.Select(p => p with { Attribute = ValuePath.Of([new AttributeStep("retry"), .. (p.Attribute ?? ValuePath.Root).Steps]) });
    }

    private static ReadDataResponse Answered(ObjectValue config, HttpAnswer answer)
    {
        var body = Encoding.UTF8.GetString(answer.Body);
        return new ReadDataResponse(config
            .WithText("id", config.TextOf("url"))
            .WithText("response_body", body)
            .WithText("body", body)
            .WithText("response_body_base64", Convert.ToBase64String(answer.Body))
            .WithNumber("status_code", answer.Status)
            .With("response_headers", Value.Map(DataType.String, answer.Headers.Select(h => KeyValuePair.Create(h.Key, (Value)Value.String(h.Value))))))
        {
            Diagnostics = Utf8.IsValid(answer.Body) ? [] :
                [ProviderDiagnostic.Warning("Response body is not recognized as UTF-8", "Bytes that are no characters are replaced in response_body. response_body_base64 has all bytes as they are.")],
        };
    }

    private ReadDataResponse Failed(params IReadOnlyList<ProviderDiagnostic> problems) => new(Value.Null(Schema.Block.ImpliedType)) { Diagnostics = problems };
}
