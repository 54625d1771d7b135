using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Layers.AspNetCore;

/// <summary>The endpoint <c>POST /penguins</c>: answers a JSON record with an answer, and an array of records with an array of
/// answers.</summary>
internal sealed class RecordEndpoint(ServedModel model, ILogger logger) : ServedEndpoint(model, ServedRequest.RecordsOverHttp, logger)
{
    private static readonly Action<Utf8JsonWriter, Answer> s_write = Write;

    protected override async Task AnswerAsync(HttpContext context, LoadedModel loaded, ReadOnlyMemory<byte> utf8, ServedRequest request)
    {
        RequireAnswers(loaded);
        var (part, isArray) = await PredictAsync(loaded, utf8, context.RequestAborted).ConfigureAwait(false);
        request.Answered(loaded.Version, part.Rows);
        context.Response.Headers[ModelEndpoints.VersionHeader] = loaded.Version;
        await JsonAnswer.SendAsync(context, StatusCodes.Status200OK, "application/json", new Answer(part, loaded.Shape.Outputs, isArray),
            s_write).ConfigureAwait(false);
    }

    protected override Task SendAsync(HttpContext context, Problem problem) => problem.SendAsync(context);

    private async ValueTask<(BatchPart, bool)> PredictAsync(LoadedModel loaded, ReadOnlyMemory<byte> utf8, CancellationToken stop)
    {
        if (loaded.Plan is not { } plan)
        {
            var (inputs, rows, several) = TensorRows.Read(loaded.Model, utf8, Model.RequireMaxRows);
            return (await Model.RunAsync(loaded, inputs, rows, stop).ConfigureAwait(false), several);
        }
        var isArray = IsArray(utf8.Span);
        try
        {
            return (await PredictAsync(loaded, isArray ? Model.ReadMany(utf8.Span, plan) : Model.ReadOne(utf8, loaded), stop)
                .ConfigureAwait(false), isArray);
        }
        catch (RecordException fault) when (!isArray && fault.Row is not null)
        {
            // A single record has no row number.
            throw new RecordException(fault.Detail, fault.Column, fault);
        }
    }

    private async ValueTask<BatchPart> PredictAsync(LoadedModel loaded, RecordRows rows, CancellationToken stop)
    {
        try
        {
            return await Model.RunAsync(loaded, rows, stop).ConfigureAwait(false);
        }
        catch (LayerException) when (ColumnCategories.Refused(rows.Plan.Columns, rows.Tensors, rows.Count) is { } refused)
        {
            throw refused;
        }
    }

    /// <summary>Returns the first output that does not give numbers for each row, so that the endpoint cannot answer a record; null if
    /// there is none.</summary>
    public static ModelOutput? WithoutNumbers(LoadedModel loaded) =>
        loaded.Shape.Outputs.FirstOrDefault(output => output.ElementType == DType.String || output.Shape.Rank == 0);

    private static bool IsArray(ReadOnlySpan<byte> utf8) => utf8.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];

    private static void RequireAnswers(LoadedModel loaded)
    {
        if (WithoutNumbers(loaded) is { } output) throw Throw.NoNumbers(output);
    }

    private static void Write(Utf8JsonWriter json, Answer answer)
    {
        if (answer.IsArray) json.WriteStartArray();
        for (var row = 0; row < answer.Part.Rows; row++)
        {
            json.WriteStartObject();
            PredictionJson.Write(json, answer.Outputs, answer.Part[row]);
            json.WriteEndObject();
        }
        if (answer.IsArray) json.WriteEndArray();
    }

    private readonly record struct Answer(BatchPart Part, IReadOnlyList<ModelOutput> Outputs, bool IsArray);
}
