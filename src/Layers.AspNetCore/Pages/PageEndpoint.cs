using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Layers.AspNetCore;

/// <summary>Answers requests for pages.</summary>
internal sealed class PageEndpoint(ModelCatalog catalog, ILogger logger)
{
    // The browser loads and runs nothing, even if a name or a text on a page has markup, and the form is sent only to this server.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Answers with the first page: that of the only model, or the list of models.</summary>
    public Task HomeAsync(HttpContext context)
    {
        var (models, address) = (catalog.Names, PageAddress.OfHome(context.Request));
        if (models.Count == 1) return ModelAsync(context, models.Single().Key, models, address);
        if (HttpMethods.IsGet(context.Request.Method)) return SendAsync(context, StatusCodes.Status200OK, PageHtml.List(models, address));
        context.Response.Headers.Allow = HttpMethods.Get;
        return SendAsync(context, StatusCodes.Status405MethodNotAllowed, PageHtml.List(models, address));
    }

    /// <summary>Answers with the page of a model.</summary>
    public Task ModelAsync(HttpContext context) =>
        ModelAsync(context, (string)context.Request.RouteValues[PageAddress.Name]!, catalog.Names, PageAddress.OfModel(context.Request));

    private async Task ModelAsync(HttpContext context, string name, IReadOnlyDictionary<string, ServedModel> models, PageAddress address)
    {
        if (!models.TryGetValue(name, out var model))
        {
            var known = models.Keys.Order(StringComparer.Ordinal);
            await FailAsync(context, address, new Problem(StatusCodes.Status404NotFound, "There is no such model.",
                $"There is no model '{name}'.{Nearest.Hint(name, known)}")).ConfigureAwait(false);
            return;
        }
        var isForm = HttpMethods.IsPost(context.Request.Method);
        using var request = isForm || context.Request.QueryString.HasValue ? new ServedRequest(model.Key, ServedRequest.Page) : null;
        try
        {
            var entered = isForm ? await ReadFormAsync(context, model.Options.MaxBodyBytes).ConfigureAwait(false)
                : EnteredValues.Of(context.Request.QueryString);
            var loaded = await model.EnterAsync(isUse: true, context.RequestAborted).ConfigureAwait(false);
            try
            {
                var form = ModelForm.Of(loaded, model.Options, out var why);
                var view = new ModelView(name, address, loaded, form) { WhyNoForm = why, HasOthers = models.Count > 1, Entered = entered };
                if (entered is not null && form is not null)
                    view = await PredictAsync(context, view, form.Read(entered), model.Key, request!).ConfigureAwait(false);
                await SendAsync(context, view).ConfigureAwait(false);
            }
            finally
            {
                loaded.Leave();
            }
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            request?.Failed(fault);
            await FailAsync(context, address, Problem.Of(context, fault, model.Key, logger)).ConfigureAwait(false);
        }
    }

    private static async ValueTask<EnteredValues> ReadFormAsync(HttpContext context, long most)
    {
        using var body = await RequestBody.ReadFormAsync(context, most).ConfigureAwait(false);
        return EnteredValues.Of(body.Utf8.Span);
    }

    private async Task<ModelView> PredictAsync(HttpContext context, ModelView view, FormRow row, string key, ServedRequest request)
    {
        view = view with { Row = row };
        if (!row.IsRight)
        {
            request.Failed(Throw.DoesNotFit(row));
            return view;
        }
        try
        {
            // Not sampled for skew: values that people try are not production data.
            var part = await view.Loaded.Batcher.RunAsync(row.Inputs, 1, context.RequestAborted).ConfigureAwait(false);
            view = view with { Findings = Findings.Of(view.Loaded, row.Inputs), Prediction = part[0] };
            request.Answered(view.Loaded.Version, 1);
            return view;
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            request.Failed(fault);
            return view with { Problem = Problem.Of(context, fault, key, logger) };
        }
    }

    private static Task SendAsync(HttpContext context, ModelView view)
    {
        context.Response.Headers[ModelEndpoints.VersionHeader] = view.Loaded.Version;
        var status = view.Problem?.Status
            ?? (view.Row is { IsRight: false } ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
        return SendAsync(context, status, ModelPageHtml.Of(view));
    }

    private static Task FailAsync(HttpContext context, PageAddress address, Problem problem) =>
        SendAsync(context, problem.Status, PageHtml.Of(problem, address));

    private static async Task SendAsync(HttpContext context, int status, Markup page)
    {
        var (response, bytes) = (context.Response, Encoding.UTF8.GetBytes(page.ToString()));
        (response.StatusCode, response.ContentType, response.ContentLength) = (status, "text/html; charset=utf-8", bytes.Length);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        // Entered values are private: no cache keeps them, and no other site gets them in a referrer.
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        await response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
