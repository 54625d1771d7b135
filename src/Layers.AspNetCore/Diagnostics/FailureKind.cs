namespace Layers.AspNetCore;

/// <summary>Kinds of failures, as metrics and spans name them: few, so that they can be counted.</summary>
internal static class FailureKind
{
    public static string Of(Exception fault) => fault switch
    {
        RecordException => "record",
        TooManyRowsException => "too_many_rows",
        BodyException { Status: 413 } => "body_too_large",
        BodyException { Status: 415 } => "content_type",
        BodyException or ProtocolException => "request",
        LayerException => "value",
        ModelUnavailableException => "unavailable",
        OperationCanceledException => "canceled",
        InvalidDataException => "file",
        IOException or UnauthorizedAccessException => "io",
        _ => "_OTHER",
    };
}
