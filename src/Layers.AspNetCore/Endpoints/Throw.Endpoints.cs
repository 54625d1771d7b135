using Microsoft.AspNetCore.Http;

namespace Layers.AspNetCore;

internal static partial class Throw
{
    public static BodyException BodyTooLarge(long? length, long most) =>
        new(StatusCodes.Status413PayloadTooLarge,
            $"The body {(length is { } bytes ? $"has {Number(bytes)} bytes, and" : "is too long:")} " +
            $"at most {Number(most)} bytes are taken.");

    public static BodyException EmptyBody() =>
        new(StatusCodes.Status400BadRequest, "The body is empty. Send a JSON object, or an array of them.");

    public static BodyException NotJson(string? type) =>
        new(StatusCodes.Status415UnsupportedMediaType,
            $"The body is {(string.IsNullOrEmpty(type) ? "of no content type" : $"'{type}'")}. Send JSON in UTF-8, with the header " +
            "Content-Type: application/json.");

    public static BodyException NotAForm(string? type) =>
        new(StatusCodes.Status415UnsupportedMediaType,
            $"The body is {(string.IsNullOrEmpty(type) ? "of no content type" : $"'{type}'")}. A page takes what its form sends, " +
            "application/x-www-form-urlencoded in UTF-8. JSON goes to the route of the model.");

    public static BodyException EncodedBody(string encoding) =>
        new(StatusCodes.Status415UnsupportedMediaType,
            $"The body is encoded as '{encoding}'. Send it as it is, or let the server use its middleware for request decompression.");

    public static BodyException BadJson(Exception fault) =>
        new(StatusCodes.Status400BadRequest, $"The body is not valid JSON. {fault.Message}");

    public static BodyException NoNumbers(ModelOutput output) =>
        new(StatusCodes.Status501NotImplemented,
            $"The output {output} has no numbers for each row. Ask the model by the inference protocol.");

    public static ArgumentException PatternWithoutName(string pattern) =>
        new($"The route '{pattern}' does not end in a name, and the model is called by the last part of its route, as in '/fare'. " +
            "Parameters are no names.", nameof(pattern));

    public static InvalidOperationException NameTwice(string name, string pattern, string other) =>
        new($"The routes '{pattern}' and '{other}' both call their model '{name}', which is its name in the inference protocol: let " +
            "them end in different names.");
}
