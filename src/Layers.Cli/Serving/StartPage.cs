using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Layers.Cli;

/// <summary>What <c>GET /</c> answers: which models there are.</summary>
internal static class StartPage
{
    /// <summary>Maps it.</summary>
    /// <param name="app">The server.</param>
    /// <param name="served">What is served; called when the page is asked for.</param>
    public static void Map(WebApplication app, Func<ServeResult> served) =>
        app.MapGet("/", (RequestDelegate)(context =>
        {
            context.Response.ContentType = "application/json";
            return JsonSerializer.SerializeAsync(context.Response.Body, served(), ToolJson.Written.ServeResult, context.RequestAborted);
        }));
}
