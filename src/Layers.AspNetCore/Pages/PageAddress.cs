using Microsoft.AspNetCore.Http;

namespace Layers.AspNetCore;

/// <summary>The addresses of pages, whatever the prefix of a group and the base path of the application.</summary>
/// <param name="Home">The path of the first page, without a slash at its end.</param>
/// <param name="Here">The path of the page that was asked for.</param>
internal sealed record PageAddress(string Home, string Here)
{
    /// <summary>The part of the path before the names of models.</summary>
    public const string Folder = "pages";

    /// <summary>The parameter of the route that has the name of the model.</summary>
    public const string Name = "name";

    /// <summary>Where the list of models is.</summary>
    public string List => Home.Length == 0 ? "/" : Home;

    /// <summary>The address of the first page, when it is asked for.</summary>
    public static PageAddress OfHome(HttpRequest request) => new(Encoded(request, Path(request)), Encoded(request, request.Path.Value!));

    /// <summary>The address of the page of a model, when it is asked for.</summary>
    public static PageAddress OfModel(HttpRequest request)
    {
        var path = Path(request);
        for (var segment = 0; segment < 2; segment++) path = path[..path.LastIndexOf('/')];
        return new PageAddress(Encoded(request, path), Encoded(request, request.Path.Value!));
    }

    /// <summary>The page of a model.</summary>
    public string Of(string model) => $"{Home}/{Folder}/{Uri.EscapeDataString(model)}";

    private static string Path(HttpRequest request) => request.Path.Value!.TrimEnd('/');

    private static string Encoded(HttpRequest request, string path) =>
        request.PathBase.ToUriComponent() + new PathString(path).ToUriComponent();
}
