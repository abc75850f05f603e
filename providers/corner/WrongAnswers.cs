using System.Buffers.Binary;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Plumb.Plugins.Corner;

/// <summary>
/// Answers the call that CORNER_WRONG_CALL names, such as ReadResource, with a message that is one and an object of corner_brittle that is
/// none, where CORNER_WRONG says how: <c>fewer</c>, <c>more</c> or <c>other</c> attributes, one <c>twice</c>, of a wrong <c>kind</c>, <c>unknown</c>, a
/// set with an element twice (<c>doubled</c>), a <c>null</c> for its blocks, a <c>list</c> in place of it all, <c>rest</c> after its end, or another <c>id</c> than planned.
/// </summary>
internal static class WrongAnswers
{
    private static readonly string? How = Environment.GetEnvironmentVariable("CORNER_WRONG");
    private static readonly string Call = Environment.GetEnvironmentVariable("CORNER_WRONG_CALL") ?? "";

    public static void InsteadOf(IApplicationBuilder app)
    {
        if (How is null) return;
        app.Use(next => context => (context.Request.Path.Value ?? "").EndsWith("/" + Call, StringComparison.Ordinal) ? AnswerAsync(context.Response) : next(context));
    }

    private static async Task AnswerAsync(HttpResponse response)
    {
        response.ContentType = "application/grpc";
        // In the answers about objects the first field is the object, and the object's first is its encoding.
        var message = Field(1, Field(1, Object()));
        if (Call == "ImportResourceState") message = Field(1, [.. Field(1, Encoding.ASCII.GetBytes("corner_brittle")), .. Field(2, Field(1, Object()))]);
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        await response.Body.WriteAsync(frame);
        var trailers = response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        if (trailers is not null) trailers["grpc-status"] = "0";
    }

    /// <summary>A field of bytes. None is longer than 127.</summary>
    private static byte[] Field(int number, byte[] content) => [(byte)(number << 3 | 2), (byte)content.Length, .. content];

    private static byte[] Object() => How switch
    {
        "fewer" => Map(Id, Text("kept"), Marks()),
        "more" => Map(Id, Text("kept"), Marks(), Parts, ("another", Str("x"))),
        "other" => Map(Id, ("texts", Str("kept")), Marks(), Parts),
        "twice" => Map(Id, Text("kept"), Text("kept"), Parts),
        "kind" => Map(Id, ("text", [0x91, 0x01]), Marks(), Parts),
        "unknown" => Map(Id, ("text", [0xd4, 0, 0]), Marks(), Parts),
        "doubled" => Map(Id, Text("kept"), Marks("a", "a"), Parts),
        "null" => Map(Id, Text("kept"), Marks(), ("part", [0xc0])),
        "list" => [0x91, .. Str("kept")],
        "rest" => [.. Map(Id, Text("kept"), Marks(), Parts), 0xc0],
        "id" => Map(("id", Str("another")), Text("kept"), Marks(), Parts),
        _ => throw new InvalidOperationException($"CORNER_WRONG is \"{How}\"."),
    };

    private static (string, byte[]) Id => ("id", Str("odd"));

    private static (string, byte[]) Parts => ("part", [0x91, .. Map(("key", Str("k")))]);

    private static (string, byte[]) Text(string text) => ("text", Str(text));

    private static (string, byte[]) Marks(params string[] marks) => ("marks", marks.Length == 0 ? [0xc0] : [(byte)(0x90 | marks.Length), .. marks.SelectMany(Str)]);

    private static byte[] Map(params (string Name, byte[] Value)[] entries) => [(byte)(0x80 | entries.Length), .. entries.SelectMany(e => (byte[])[.. Str(e.Name), .. e.Value])];

    /// <summary>A text of at most 31 bytes.</summary>
    private static byte[] Str(string text) => [(byte)(0xa0 | text.Length), .. Encoding.ASCII.GetBytes(text)];
}
