using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Layers.AspNetCore;

/// <summary>The whole body of a request, up to a limit.</summary>
internal readonly struct RequestBody : IDisposable
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly PipeReader _reader;
    private readonly SequencePosition _end;
    private readonly byte[]? _rented;

    private RequestBody(PipeReader reader, ReadOnlySequence<byte> bytes)
    {
        (_reader, _end) = (reader, bytes.End);
        if (bytes.IsSingleSegment)
        {
            Utf8 = bytes.First;
        }
        else
        {
            _rented = ArrayPool<byte>.Shared.Rent(checked((int)bytes.Length));
            bytes.CopyTo(_rented);
            Utf8 = _rented.AsMemory(0, (int)bytes.Length);
        }
        // JSON has no byte order mark, but some programs write one.
        if (Utf8.Span.StartsWith(ByteOrderMark)) Utf8 = Utf8[ByteOrderMark.Length..];
    }

    /// <summary>The bytes of the body, without a byte order mark; valid until this object is disposed.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Reads a JSON body.</summary>
    /// <param name="context">The context of the request.</param>
    /// <param name="most">The largest number of bytes.</param>
    /// <exception cref="BodyException">The headers say that the body is not JSON, or the body is empty or too long.</exception>
    /// <exception cref="BadHttpRequestException">The server refuses the body.</exception>
    public static ValueTask<RequestBody> ReadAsync(HttpContext context, long most)
    {
        RequireJson(context.Request);
        return ReadAllAsync(context, most);
    }

    /// <summary>Reads the body that a form sends.</summary>
    /// <inheritdoc cref="ReadAsync" path="/param"/>
    /// <exception cref="BodyException">The headers say that the body is not a form, or the body is empty or too long.</exception>
    /// <inheritdoc cref="ReadAsync" path="/exception[2]"/>
    public static ValueTask<RequestBody> ReadFormAsync(HttpContext context, long most)
    {
        RequireForm(context.Request);
        return ReadAllAsync(context, most);
    }

    private static async ValueTask<RequestBody> ReadAllAsync(HttpContext context, long most)
    {
        var request = context.Request;
        if (request.ContentLength > most) throw Throw.BodyTooLarge(request.ContentLength.Value, most);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit && limit.MaxRequestBodySize < most)
            limit.MaxRequestBodySize = most;
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            if (read.IsCanceled) throw new OperationCanceledException();
            if (read.Buffer.Length > most)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw Throw.BodyTooLarge(null, most);
            }
            if (read.IsCompleted)
            {
                if (!read.Buffer.IsEmpty) return new RequestBody(reader, read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                throw Throw.EmptyBody();
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public void Dispose()
    {
        if (_reader is null) return;
        _reader.AdvanceTo(_end);
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }

    private static void RequireNoEncoding(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding;
        if (encoding.Count > 0 && !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase))
            throw Throw.EncodedBody(encoding.ToString());
    }

    private static void RequireForm(HttpRequest request)
    {
        RequireNoEncoding(request);
        var type = request.ContentType;
        if (!MediaTypeHeaderValue.TryParse(type, out var parsed)
            || !parsed.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            || (parsed.Charset.Length > 0 && parsed.Encoding is not UTF8Encoding)) throw Throw.NotAForm(type);
    }

    private static void RequireJson(HttpRequest request)
    {
        RequireNoEncoding(request);
        var type = request.ContentType;
        if (string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase)) return;
        if (!request.HasJsonContentType() || !MediaTypeHeaderValue.TryParse(type, out var parsed)) throw Throw.NotJson(type);
        if (parsed.Charset.Length > 0 && parsed.Encoding is not UTF8Encoding) throw Throw.NotJson(type);
    }
}
