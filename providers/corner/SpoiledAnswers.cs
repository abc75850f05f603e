using System.Buffers.Binary;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Plumb.Plugins.Corner;

/// <summary>
/// Answers calls with what is no answer, where CORNER_SPOIL says how: <c>garbage</c> (no message), <c>empty</c> (none at all), <c>half</c>
/// (it breaks off), <c>flood</c> (a message larger than any), <c>page</c> (no gRPC), <c>refusal</c> (a fault of the server), <c>silence</c> (nothing,
/// for ever). It does so for every call that comes after the schema, or with CORNER_SPOIL_SCHEMA for that.
/// </summary>
internal static class SpoiledAnswers
{
    private static readonly string? How = Environment.GetEnvironmentVariable("CORNER_SPOIL");
    private static readonly bool IsForSchema = Environment.GetEnvironmentVariable("CORNER_SPOIL_SCHEMA") is { Length: > 0 };

    public static void InsteadOf(IApplicationBuilder app)
    {
        if (How is null) return;
        app.Use(next => context => IsSpoiled(context.Request.Path.Value ?? "") ? AnswerAsync(context) : next(context));
    }

    private static bool IsSpoiled(string path) => path.StartsWith("/tfplugin", StringComparison.Ordinal)
        && IsForSchema == (path.Split('/')[^1] is "GetMetadata" or "GetProviderSchema" or "GetSchema" or "GetResourceIdentitySchemas" or "GetFunctions");

    private static async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = How == "page" ? "text/html" : "application/grpc";
        switch (How)
        {
            case "silence":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case "page":
                await response.WriteAsync("<h1>It works</h1>");
                return;
            case "refusal":
                End(response, 13);
                return;
            case "empty":
                await response.StartAsync();
                End(response, 0);
                return;
            case "half":
                await response.Body.WriteAsync(Message(1000, 10));
                await response.Body.FlushAsync();
                context.Abort();
                return;
            case "flood":
                await response.Body.WriteAsync(Message(2_000_000_000, 1_000_000));
                break;
            default:
                await response.Body.WriteAsync(Message(200, 200));
                break;
        }
        End(response, 0);
    }

    private static void End(HttpResponse response, int status)
    {
        var trailers = response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        if (trailers is not null) trailers["grpc-status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A message that says how long it is, and is that or not; no field begins as it does.</summary>
    private static byte[] Message(int said, int length)
    {
        var message = new byte[5 + length];
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), said);
        message.AsSpan(5).Fill(0xFF);
        return message;
    }
}
