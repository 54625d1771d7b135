#:sdk Microsoft.NET.Sdk.Web
#:project ../src/Layers.AspNetCore/Layers.AspNetCore.csproj
// A server of one file for the model that train.cs saved: `dotnet run server.cs` runs it, and `dotnet publish server.cs` makes a native
// executable. In a project of your own, `#:package Layers.AspNetCore@0.1.0` takes the place of the second line.
using Layers.AspNetCore;

#region example
var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapModel("/houses", "houses.keras");        // POST [100, 3]
app.Run();
#endregion
