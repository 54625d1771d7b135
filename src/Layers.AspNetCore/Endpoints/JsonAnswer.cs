using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Layers.AspNetCore;

/// <summary>Writes JSON as the whole body of an answer. The body is written to memory first. Its length is therefore known before it is
/// sent, and nothing is sent if the writing fails.</summary>
internal sealed class JsonAnswer
{
    // A longer buffer is not kept for the next answer.
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static JsonAnswer? s_last;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;

    private JsonAnswer() =>
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Sends JSON.</summary>
    /// <param name="context">The context of the request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">The content type of the body.</param>
    /// <param name="state">The argument of <paramref name="write"/>.</param>
    /// <param name="write">Writes one JSON value.</param>
    public static async Task SendAsync<T>(HttpContext context, int status, string contentType, T state, Action<Utf8JsonWriter, T> write)
    {
        Write(context, status, contentType, state, write);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static void Write<T>(HttpContext context, int status, string contentType, T state, Action<Utf8JsonWriter, T> write)
    {
        var answer = s_last ?? new JsonAnswer();
        s_last = null;
        answer._buffer.ResetWrittenCount();
        answer._json.Reset();
        write(answer._json, state);
        answer._json.Flush();
        var response = context.Response;
        (response.StatusCode, response.ContentType, response.ContentLength) = (status, contentType, answer._buffer.WrittenCount);
        response.BodyWriter.Write(answer._buffer.WrittenSpan);
        if (answer._buffer.Capacity <= MostKept) s_last = answer;
    }
}
