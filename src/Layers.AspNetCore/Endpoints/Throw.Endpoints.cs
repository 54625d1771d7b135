using Microsoft.AspNetCore.Http;

namespace Layers.AspNetCore;

internal static partial class Throw
{
    public static BodyException BodyTooLarge(long? length, long most) =>
        new(StatusCodes.Status413PayloadTooLarge,
            $"The body {(length is { } bytes ? $"has {Figures.Count(bytes, "byte")}, and" : "is too long:")} " +
            $"the limit is {Figures.Count(most, "byte")}.");

    public static BodyException EmptyBody() =>
        new(StatusCodes.Status400BadRequest, "The body is empty. Send a JSON object, or an array of them.");

    public static BodyException NotJson(string? type) =>
        new(StatusCodes.Status415UnsupportedMediaType,
            $"The body is {(string.IsNullOrEmpty(type) ? "of no content type" : $"'{type}'")}. Send JSON in UTF-8, with the header " +
            "Content-Type: application/json.");

    public static BodyException NotAForm(string? type) =>
        new(StatusCodes.Status415UnsupportedMediaType,
            $"The body is {(string.IsNullOrEmpty(type) ? "of no content type" : $"'{type}'")}. A page takes the data of its form, " +
            "application/x-www-form-urlencoded in UTF-8. JSON goes to the route of the model.");

    public static BodyException EncodedBody(string encoding) =>
        new(StatusCodes.Status415UnsupportedMediaType,
            $"The body is encoded as '{encoding}'. Send it as it is, or let the server use its middleware for request decompression.");

    public static BodyException BadJson(Exception fault) =>
        new(StatusCodes.Status400BadRequest, $"The body is not valid JSON. {fault.Message}");

    public static BodyException NoNumbers(ModelOutput output) =>
        new(StatusCodes.Status501NotImplemented,
            $"The output {output} has no numbers for each row. Use the inference protocol for this model.");

    public static ArgumentException PatternWithoutName(string pattern) =>
        new($"The route '{pattern}' does not end in a name. The last segment of the route is the name of the model, as in '/fare'. " +
            "It cannot be a parameter.", nameof(pattern));

    public static InvalidOperationException NameTwice(string name, string pattern, string other) =>
        new($"The routes '{pattern}' and '{other}' both end in '{name}', which is the name of the model in the inference protocol. Let " +
            "them end in different names.");
}
