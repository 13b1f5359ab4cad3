from django.http import HttpResponse
def my_clients(request): return HttpResponse("")
def client_set(request, pk): return HttpResponse("")
