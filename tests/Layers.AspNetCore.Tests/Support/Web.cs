using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Layers.AspNetCore.Tests;

/// <summary>A web application on a free port of this machine.</summary>
internal sealed class Web : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Web(WebApplication app, Journal journal) =>
        (_app, Journal, Client) = (app, journal, new HttpClient { BaseAddress = new Uri(app.Urls.First()) });

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public Journal Journal { get; }

    public static async Task<Web> StartAsync(Action<WebApplication> map, Action<WebApplicationBuilder>? build = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var journal = new Journal();
        builder.Logging.ClearProviders().AddProvider(journal);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        build?.Invoke(builder);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new Web(app, journal);
    }

    public async Task<(HttpResponseMessage Response, JsonNode Json)> PostAsync(string path, string body, string type = "application/json")
    {
        var content = new StringContent(body);
        content.Headers.ContentType = type.Length == 0 ? null : System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        var response = await Client.PostAsync(path, content);
        return (response, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async Task<(HttpResponseMessage Response, JsonNode Json)> GetAsync(string path)
    {
        var response = await Client.GetAsync(path);
        return (response, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
