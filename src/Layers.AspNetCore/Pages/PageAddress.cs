using Microsoft.AspNetCore.Http;

namespace Layers.AspNetCore;

/// <summary>The addresses of pages, with the prefix of a group of routes and the base path of the application.</summary>
/// <param name="Home">The path of the first page, without a final slash.</param>
/// <param name="Here">The path of the requested page.</param>
internal sealed record PageAddress(string Home, string Here)
{
    /// <summary>The part of the path before the name of a model.</summary>
    public const string Folder = "pages";

    /// <summary>The route parameter with the name of the model.</summary>
    public const string Name = "name";

    /// <summary>The path of the list of models.</summary>
    public string List => Home.Length == 0 ? "/" : Home;

    /// <summary>Returns the address of a request for the first page.</summary>
    public static PageAddress OfHome(HttpRequest request) => new(Encoded(request, Path(request)), Encoded(request, request.Path.Value!));

    /// <summary>Returns the address of a request for the page of a model.</summary>
    public static PageAddress OfModel(HttpRequest request)
    {
        var path = Path(request);
        for (var segment = 0; segment < 2; segment++) path = path[..path.LastIndexOf('/')];
        return new PageAddress(Encoded(request, path), Encoded(request, request.Path.Value!));
    }

    /// <summary>Returns the path of the page of a model.</summary>
    public string Of(string model) => $"{Home}/{Folder}/{Uri.EscapeDataString(model)}";

    private static string Path(HttpRequest request) => request.Path.Value!.TrimEnd('/');

    private static string Encoded(HttpRequest request, string path) =>
        request.PathBase.ToUriComponent() + new PathString(path).ToUriComponent();
}
