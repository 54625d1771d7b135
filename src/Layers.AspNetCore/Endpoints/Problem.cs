using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Layers.AspNetCore;

/// <summary>A problem of a request in the form of RFC 9457: a line with the fault and its place, without a stack trace.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The kind of problem.</param>
/// <param name="Detail">The fault, its place, and what to do.</param>
/// <param name="Column">The column of the record; null for none.</param>
/// <param name="Row">The index of the record in an array, from 0; null for none.</param>
internal sealed record Problem(int Status, string Title, string Detail, string? Column = null, int? Row = null)
{
    private const string ContentType = "application/problem+json";

    /// <summary>Returns the problem for a fault. Logs what the client must not see, and sets <c>Retry-After</c> for a fault that may be
    /// temporary.</summary>
    /// <param name="context">The context of the request, which is not answered yet.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="key">The key of the model.</param>
    /// <param name="logger">The log.</param>
    public static Problem Of(HttpContext context, Exception fault, string key, ILogger logger)
    {
        var problem = Of(fault);
        if (problem.Status == StatusCodes.Status500InternalServerError) Log.RequestFailed(logger, key, fault);
        if (problem.Status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
        return problem;
    }

    /// <summary>Returns the problem for a fault.</summary>
    public static Problem Of(Exception fault) => fault switch
    {
        RecordException record => new(StatusCodes.Status400BadRequest, "The record does not fit the model.", LineOf(record.Detail),
            record.Column, record.Row),
        TooManyRowsException => new(StatusCodes.Status413PayloadTooLarge, "The request has too many rows.", LineOf(fault)),
        BodyException body => new(body.Status, TitleOf(body.Status), LineOf(body)),
        ProtocolException protocol => new(protocol.Status, TitleOf(protocol.Status), LineOf(protocol)),
        LayerException => new(StatusCodes.Status400BadRequest, "The model cannot compute with a value.", LineOf(fault)),
        // The message of a fault in a file contains the path of the file, which clients must not see. The fault was logged when the file
        // was loaded.
        ModelUnavailableException { InnerException: not null } unavailable => Unavailable(
            $"The model '{unavailable.Model}' cannot be served: its file cannot be loaded. The log of the server says why."),
        ModelUnavailableException => Unavailable(LineOf(fault)),
        BadHttpRequestException bad => new(bad.StatusCode, TitleOf(bad.StatusCode), LineOf(bad)),
        _ => new(StatusCodes.Status500InternalServerError, "The model failed.",
            "The model failed to answer; the log of the server says why."),
    };

    /// <summary>Sends the problem.</summary>
    public Task SendAsync(HttpContext context) =>
        JsonAnswer.SendAsync(context, Status, ContentType, this, static (json, problem) => problem.Write(json));

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", TypeOf(Status));
        json.WriteString("title", Title);
        json.WriteNumber("status", Status);
        json.WriteString("detail", Detail);
        if (Column is not null) json.WriteString("column", Column);
        if (Row is { } row) json.WriteNumber("row", row);
        json.WriteEndObject();
    }

    private static Problem Unavailable(string detail) =>
        new(StatusCodes.Status503ServiceUnavailable, "The model is not available.", detail);

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status415UnsupportedMediaType => "The body is of the wrong type.",
        StatusCodes.Status501NotImplemented => "The model has no answer of this form.",
        _ => "The request cannot be read.",
    };

    // The same links that ASP.NET Core uses for statuses.
    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "https://tools.ietf.org/html/rfc9110#section-15.5.1",
        StatusCodes.Status404NotFound => "https://tools.ietf.org/html/rfc9110#section-15.5.5",
        StatusCodes.Status408RequestTimeout => "https://tools.ietf.org/html/rfc9110#section-15.5.9",
        StatusCodes.Status413PayloadTooLarge => "https://tools.ietf.org/html/rfc9110#section-15.5.14",
        StatusCodes.Status415UnsupportedMediaType => "https://tools.ietf.org/html/rfc9110#section-15.5.16",
        StatusCodes.Status500InternalServerError => "https://tools.ietf.org/html/rfc9110#section-15.6.1",
        StatusCodes.Status501NotImplemented => "https://tools.ietf.org/html/rfc9110#section-15.6.2",
        StatusCodes.Status503ServiceUnavailable => "https://tools.ietf.org/html/rfc9110#section-15.6.4",
        _ => "about:blank",
    };

    /// <summary>Returns a message as one line, without the name of a C# parameter, which clients do not know.</summary>
    public static string LineOf(Exception fault)
    {
        var message = fault.Message;
        if (fault is ArgumentException { ParamName: { Length: > 0 } name })
            message = message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);
        return LineOf(message);
    }

    /// <summary>Returns a text of several lines as one line.</summary>
    public static string LineOf(string text) =>
        string.Join(" ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
