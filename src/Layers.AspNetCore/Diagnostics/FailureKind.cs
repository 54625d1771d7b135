using Microsoft.AspNetCore.Http;

namespace Layers.AspNetCore;

/// <summary>The kinds of failures in metrics and spans. There are few of them, because each kind is a value of a metric's tag.
/// docs/serving.md lists them.</summary>
internal static class FailureKind
{
    private const string Other = "_OTHER";

    /// <summary>Returns the kind of a request that failed.</summary>
    public static string OfRequest(Exception fault) => fault switch
    {
        RecordException => "record",
        TooManyRowsException => "too_many_rows",
        BodyException { Status: StatusCodes.Status413PayloadTooLarge } => "body_too_large",
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => "body_too_large",
        BodyException { Status: StatusCodes.Status415UnsupportedMediaType } => "content_type",
        BodyException or ProtocolException or BadHttpRequestException => "request",
        LayerException => "value",
        ModelUnavailableException => "unavailable",
        OperationCanceledException => "canceled",
        _ => Other,
    };

    /// <summary>Returns the kind of a failure to load a file.</summary>
    public static string OfLoad(Exception fault) => fault switch
    {
        InvalidDataException => "file",
        IOException or UnauthorizedAccessException => "io",
        _ => Other,
    };
}
