global using System.Net;
global using System.Net.Http.Json;
global using System.Text;
global using System.Text.Json;
global using System.Text.Json.Nodes;
global using Layers.Graphs;
global using Microsoft.AspNetCore.Builder;
global using Microsoft.Extensions.DependencyInjection;
