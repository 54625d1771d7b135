using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Layers.AspNetCore;

/// <summary>The base of the HTTP endpoints of all protocols: turns each fault into an answer.</summary>
internal abstract class ServedEndpoint(ServedModel model, string protocol, ILogger logger)
{
    protected ServedModel Model => model;

    /// <summary>Answers a request; a <see cref="RequestDelegate"/>.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        using var request = new ServedRequest(model.Key, protocol);
        try
        {
            using var body = await RequestBody.ReadAsync(context, model.Options.MaxBodyBytes).ConfigureAwait(false);
            var loaded = await model.EnterAsync(isUse: true, context.RequestAborted).ConfigureAwait(false);
            try
            {
                await AnswerAsync(context, loaded, body.Utf8, request).ConfigureAwait(false);
            }
            finally
            {
                loaded.Leave();
            }
        }
        catch (Exception fault)
        {
            request.Failed(fault);
            await FailAsync(context, fault).ConfigureAwait(false);
        }
    }

    /// <summary>Answers a request with a version of the model.</summary>
    protected abstract Task AnswerAsync(HttpContext context, LoadedModel loaded, ReadOnlyMemory<byte> utf8, ServedRequest request);

    /// <summary>Sends a problem in the format of the protocol.</summary>
    protected abstract Task SendAsync(HttpContext context, Problem problem);

    /// <summary>Turns a fault into an answer.</summary>
    private async Task FailAsync(HttpContext context, Exception fault)
    {
        // The client has disconnected.
        if (context.RequestAborted.IsCancellationRequested) return;
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        await SendAsync(context, Problem.Of(context, fault, model.Key, logger)).ConfigureAwait(false);
    }
}
